"""What an archive gives back, and in which order; what it does not is named with the reason."""

from collections.abc import Iterator
from graphlib import TopologicalSorter

from django.db import models

from applications.models.import_ import ImportState
from jobtracker.leave.holdings import Column, Holding, Model, holdings

AGAIN = "is told to a firm anew, by the person and the firm"
NEW_ACCOUNT = "belongs to the account, and the account is another"
NOT_RESTORED = {
    "account.EmailAddress": NEW_ACCOUNT,
    "account.EmailConfirmation": NEW_ACCOUNT,
    "applications.Activity": "a firm wrote it, and it is theirs to say",
    "applications.Change": "names rows by numbers that are others now",
    "applications.Restoration": "is about an archive that is back by now",
    "applications.Placement": AGAIN,
    "applications.RightToRepresent": AGAIN,
    "applications.SearchText": "is made anew from the rows that it stands for",
    "applications.Submission": AGAIN,
    "audit.Chain": "a record that its subject could bring along would prove nothing",
    "audit.Entry": "a record that its subject could bring along would prove nothing",
    "interviews.BusyTime": "is read anew from the calendar",
    "interviews.FeedbackRequest": "a firm asked it, and its link is gone",
    "interviews.NoNews": "a firm wrote it, and it is theirs to say",
    "interviews.Feed": "nobody would know its address",
    "interviews.MailAccount": "its password was sealed by another site",
    "interviews.MailAddress": "its address was sealed by another site",
    "interviews.MailboxImport": "is about a file that is not in the archive",
    "interviews.Subscription": "its address was sealed by another site",
    "mfa.Authenticator": NEW_ACCOUNT,
    "outbox.Mail": "has been sent",
    "people.Firm": AGAIN,
    "people.FormKey": "was of use for a day",
    "people.Invite": AGAIN,
    "people.Membership": AGAIN,
    "people.Reminders": NEW_ACCOUNT,
    "people.Representation": AGAIN,
    "people.User": NEW_ACCOUNT,
    "people.User_groups": NEW_ACCOUNT,
    "people.User_user_permissions": NEW_ACCOUNT,
    "socialaccount.SocialAccount": NEW_ACCOUNT,
    "socialaccount.SocialToken": NEW_ACCOUNT,
    "usersessions.UserSession": NEW_ACCOUNT,
}
# A table that is still being taken in would go on where nobody waits for it.
UNFINISHED = {"applications.Import": (ImportState.MAPPING, ImportState.TAKING)}


def restored_holdings() -> list[Holding]:
    """What an archive gives back, each after the ones that it leads to."""
    found = {each.model: each for each in holdings() if each.label not in NOT_RESTORED}
    order = TopologicalSorter(
        {model: {to for _, to in ways(model) if to in found and to is not model} for model in found}
    )
    return [found[model] for model in order.static_order()]


def ways(model: Model) -> Iterator[tuple[Column, Model]]:
    """The foreign keys of a model, and where they lead."""
    for column in model._meta.concrete_fields:
        if isinstance(column, models.ForeignKey):
            yield column, column.related_model
