"""Who uses the product, who is looked after, and who may look after whom."""

from jobtracker.people.models.candidate import Candidate, Mood, Situation
from jobtracker.people.models.firm import Firm, LastAdministrator, Membership, Role
from jobtracker.people.models.form_key import FormKey
from jobtracker.people.models.invite import Invite, Spent
from jobtracker.people.models.reminders import Reminders
from jobtracker.people.models.representation import Representation
from jobtracker.people.models.short_lived import ShortLived
from jobtracker.people.models.user import User

__all__ = [
    "Candidate",
    "Firm",
    "FormKey",
    "Invite",
    "LastAdministrator",
    "Membership",
    "Mood",
    "Reminders",
    "Representation",
    "Role",
    "ShortLived",
    "Situation",
    "Spent",
    "User",
]
