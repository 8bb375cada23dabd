"""The pipeline: employers, what speaks against them, applications and their history."""

from applications.models.application import Application
from applications.models.employer import Employer
from applications.models.event import Event
from applications.models.red_flag import RedFlag

__all__ = ["Application", "Employer", "Event", "RedFlag"]
