"""The pipeline: employers, what speaks against them, applications and all that belongs to them."""

from applications.models.activity import Activity
from applications.models.application import Application
from applications.models.change import Change
from applications.models.client import Client, ClientContact
from applications.models.client_flag import ClientFlag
from applications.models.contact import Contact, Involvement
from applications.models.document import Document, DocumentUse, DocumentVersion
from applications.models.employer import Employer
from applications.models.event import Event
from applications.models.hotlist import Hotlist, HotlistEntry
from applications.models.import_ import Import
from applications.models.note import Note
from applications.models.offer import Offer
from applications.models.order import Order
from applications.models.placement import Placement
from applications.models.posting import Posting
from applications.models.red_flag import RedFlag
from applications.models.restoration import Restoration
from applications.models.right import RightToRepresent
from applications.models.saved_view import SavedView
from applications.models.search_text import SearchText
from applications.models.submission import Submission
from applications.models.tag import Tag
from applications.models.task import Task

__all__ = [
    "Activity",
    "Application",
    "Change",
    "Client",
    "ClientContact",
    "ClientFlag",
    "Contact",
    "Document",
    "DocumentUse",
    "DocumentVersion",
    "Employer",
    "Event",
    "Hotlist",
    "HotlistEntry",
    "Import",
    "Involvement",
    "Note",
    "Offer",
    "Order",
    "Placement",
    "Posting",
    "RedFlag",
    "Restoration",
    "RightToRepresent",
    "SavedView",
    "SearchText",
    "Submission",
    "Tag",
    "Task",
]
