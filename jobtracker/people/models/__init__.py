"""Who uses the product, who is looked after, and who may look after whom."""

from jobtracker.people.models.candidate import Candidate, Situation
from jobtracker.people.models.firm import Firm, Membership, Role
from jobtracker.people.models.representation import Representation
from jobtracker.people.models.user import User

__all__ = [
    "Candidate",
    "Firm",
    "Membership",
    "Representation",
    "Role",
    "Situation",
    "User",
]
