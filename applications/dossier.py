"""All there is on one application, in one statement.

Each kind of row comes with it as far as the person may see it, and no more of them than a page
shows; one more than that tells that there are others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Left

from applications.models import (
    Application,
    DocumentUse,
    DocumentVersion,
    Event,
    Involvement,
    Note,
    Offer,
    Posting,
    RedFlag,
    Tag,
    Task,
)
from applications.models.application import ApplicationQuerySet
from jobtracker.nested import Nested, rows_in
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, User
from jobtracker.prepared import Prepared

MOST_EVENTS = 20
MOST_NOTES = 20
MOST_ROWS = 30
# What of a posting stands on the page; all of it has a page of its own.
POSTING_SHOWN = 3_000
INVITATIONS = Application._meta.get_field("invitations").related_model
INTERVIEWS = Application._meta.get_field("interviews").related_model
POINTS = DocumentVersion._meta.get_field("fixes").related_model
WHO = ("by_id", "by__name", "by__email")
# A model, its fields, and how many of it.
KINDS: dict[str, tuple[Any, tuple[str, ...], int]] = {
    "tags": (Tag, ("name",), MOST_ROWS),
    "tasks": (Task, ("text", "due_on", "done_at", "origin"), MOST_ROWS),
    "notes": (Note, ("visibility", "text", "at", "edited_at", *WHO), MOST_NOTES),
    "events": (Event, ("kind", "text", "at", *WHO), MOST_EVENTS),
    "involvements": (
        Involvement,
        ("role", "contact_id", "contact__name", "contact__job_title", "contact__email",
         "contact__phone"),
        MOST_ROWS,
    ),
    "uses": (
        DocumentUse,
        ("sent_on", "version_id", "version__number", "version__file_name", "version__size",
         "version__document_id", "version__document__name", "version__document__kind"),
        MOST_ROWS,
    ),
    "fixes": (POINTS, ("text", "fixed_in_id", "feedback_id"), MOST_ROWS),
    "offers": (
        Offer,
        ("state", "pay", "currency", "period", "answer_by", "answer_by_zone", "received_on"),
        MOST_ROWS,
    ),
    "invitations": (
        INVITATIONS,
        ("state", "received_at", "contact_name", "answer_by"),
        MOST_ROWS,
    ),
    "interviews": (
        INTERVIEWS,
        ("state", "starts_at", "ends_at", "zone", "people"),
        MOST_ROWS,
    ),
    "flags": (
        RedFlag,
        ("topic", "severity", "source", "source_detail", "independent_sources", "safety",
         "raised_at", "checked_at", "resolved_at"),
        MOST_ROWS,
    ),
    "posting": (Posting, ("url", "taken_at", "start"), 1),
}  # fmt: skip


class Sent(NamedTuple):
    """What went to an employer, and what was put right in it since somebody said so."""

    use: DocumentUse
    fixes: list[Any]


@dataclass(frozen=True)
class Dossier:
    """The application, and what belongs to it; what is not shared with the reader is not there."""

    application: Application
    tags: Sequence[Tag]
    tasks: Sequence[Task]
    notes: Sequence[Note]
    events: Sequence[Event]
    involvements: Sequence[Involvement]
    uses: Sequence[DocumentUse]
    fixes: Sequence[Any]
    offers: Sequence[Offer]
    invitations: Sequence[Any]
    interviews: Sequence[Any]
    flags: Sequence[RedFlag]
    posting: Posting | None
    scopes: frozenset[Scope]

    @property
    def sent(self) -> list[Sent]:
        """Each version that they have, with the points of feedback that it puts right."""
        return [
            Sent(use, [each for each in self.fixes if each.fixed_in_id == use.version_id])
            for use in self.uses
        ]


def find(user: User, pk: int) -> Application | None:
    """The application with all that the person may see of it, for `dossier_of`."""
    statement = FOR_A_FIRM if user.is_coordinator else FOR_THEMSELVES
    return next(iter(statement.rows(user=user.pk, pk=pk)), None)


def _for_themselves(user: int, pk: int) -> ApplicationQuerySet:
    reader = _reader(user, firm=None)
    return with_dossier(Application.objects.decidable_by(reader), reader).filter(pk=pk)


def _for_a_firm(user: int, pk: int) -> ApplicationQuerySet:
    reader = _reader(user, firm=1)
    return with_dossier(Application.objects.visible_to(reader), reader).filter(pk=pk)


def _reader(number: int, *, firm: int | None) -> User:
    """Whoever has that number; the statement looks up by itself for which firms they work."""
    reader = User(pk=number)
    reader.first_firm = firm  # type: ignore[attr-defined]
    return reader


FOR_THEMSELVES, FOR_A_FIRM = Prepared(_for_themselves), Prepared(_for_a_firm)


def with_dossier(rows: ApplicationQuerySet, user: User) -> ApplicationQuerySet:
    """Applications with all that the person may see of them."""
    nested = {name: Nested(nested_rows(name, user), *KINDS[name][1]) for name in KINDS}
    rows = rows.select_related("candidate", "employer")
    return rows.annotate(**{f"has_{name}": each for name, each in nested.items()}, **shared(user))


def shared(user: User) -> dict[str, Exists]:
    """Which other parts of the search the person may see; whose own it is sees them all."""
    if not user.is_coordinator:
        return {}
    return {
        scope.field: Exists(
            Candidate.objects.visible_to(user, scope).filter(pk=OuterRef("candidate"))
        )
        for scope in (Scope.INTERVIEWS, Scope.DOCUMENTS, Scope.PAY, Scope.FEEDBACK)
    }


def nested_rows(name: str, user: User) -> Any:  # noqa: ANN401
    """The rows of one application, as far as the person may see them, in the order of the page."""
    model, _, most = KINDS[name]
    rows: Any = model._default_manager.all()
    if not user.is_coordinator:
        rows = rows.decidable_by(user)
    else:
        rows = rows.told_to(user) if model is Event else rows.visible_to(user)
    if model is RedFlag:
        rows = rows.filter(employer=OuterRef("employer"))
    elif model is POINTS:
        rows = rows.filter(fixed_in__uses__application=OuterRef("pk"))
    else:
        rows = rows.filter(application=OuterRef("pk"))
    return in_order(rows)[: most + 1]


def in_order(rows: Any) -> Any:  # noqa: ANN401
    if rows.model in (Task, Offer):
        return rows.in_order()
    if rows.model is Posting:
        return rows.annotate(start=Left("text", POSTING_SHOWN + 1))
    if rows.model is RedFlag:
        return rows.order_by(F("resolved_at").asc(nulls_first=True), "-raised_at", "pk")
    return rows


def dossier_of(application: Application, user: User) -> Dossier:
    """What came along with the application."""
    found: dict[str, Any] = {
        name: rows_in(model, getattr(application, f"has_{name}"))
        for name, (model, _, _) in KINDS.items()
    }
    found["posting"] = next(iter(found["posting"]), None)
    is_own = application.candidate.user_id == user.pk
    scopes = (each for each in Scope if is_own or getattr(application, each.field, False))
    return Dossier(application=application, scopes=frozenset(scopes), **found)
