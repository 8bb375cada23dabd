"""Taking a table in, all of it or nothing, and taking it back."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from django.db import OperationalError, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from applications.models import Application, Employer, Event, Import, Note, Posting, SearchText, Tag
from applications.models.event import EventKind
from applications.models.import_ import ImportState
from applications.models.note import Visibility
from applications.models.posting import Origin
from applications.people_in_tables import introduce, withdraw
from applications.search import index_all
from applications.stages import OUTCOME_LABELS, STAGE_LABELS, Outcome, Stage
from applications.transfer.duplicates import Known
from applications.transfer.preview import Plan, Preview, preview_of
from applications.transfer.rows import Draft
from jobtracker.clock import zone_named
from jobtracker.people.models import Candidate
from jobtracker.progress import Progress, readable_meanwhile

# More than this is left to the worker, so that nobody waits for the page.
AT_ONCE = 500
BATCH = 500
# How much of the time each part takes, in hundredths.
OF_READING, OF_APPLICATIONS, OF_THE_REST, OF_REMEMBERING = 20, 20, 15, 20
_TROUBLE = "Something went wrong on our side, and nothing was taken in. Please try again."
# Made of other rows by us, and no sign that somebody did something.
_DERIVED = frozenset({SearchText})

logger = logging.getLogger(__name__)

type Tell = Callable[[str, int], None]


def known_of(candidate: Candidate) -> Iterator[Known]:
    """What is there already, in one query."""
    rows = Application.objects.filter(candidate=candidate).values_list(
        "pk", "employer__name", "job_title", "posting_url", "stage", "outcome"
    )
    for pk, employer, job_title, url, stage, outcome in rows.iterator():
        state = OUTCOME_LABELS[Outcome(outcome)] if outcome else STAGE_LABELS[Stage(stage)]
        label = f"{job_title or 'A job'} at {employer} ({state.lower()})"
        yield Known(employer, job_title, url, label, Application(pk=pk).get_absolute_url())


def preview(found: Import) -> Preview:
    """The dry run of an open import."""
    return preview_of(found.sheet, Plan.from_dict(found.mapping), known_of(found.candidate))


def nobody_asks(_part: str, _done: int) -> None:
    """For what is done before anybody could look."""


def take_in(found: Import, *, at: datetime, tell: Tell = nobody_asks) -> None:
    """Add what the dry run shows; a second call finds nothing to do."""
    with transaction.atomic():
        locked = Import.objects.select_for_update().get(pk=found.pk)
        if not (locked.is_open or locked.is_under_way):
            return
        run = preview(locked)
        tell("Read", OF_READING)
        employers, made = employers_for(locked.candidate, run.taken)
        people = store(locked, run.taken, employers, at, tell)
        prints = fingerprints(locked)
        tell("Remembered", OF_REMEMBERING)
        index_all(prints)
        locked.finish(
            added=len(run.taken),
            skipped=run.left_out,
            made={
                "applications": sorted(prints.values()),
                "employers": made,
                "contacts": people,
            },
            at=at,
        )


def take_next(at: datetime) -> bool:
    """The worker's part: one import that was left to it; whether there was any."""
    if not Import.objects.filter(state=ImportState.TAKING).exists():
        return False
    with transaction.atomic():
        waiting = Import.objects.select_for_update(skip_locked=True)
        found = waiting.filter(state=ImportState.TAKING).order_by("pk").first()
        if found is None:
            return False
        try:
            with Progress(found.progress_name) as tell, readable_meanwhile():
                take_in(found, at=at, tell=tell)
        except OperationalError:
            raise
        except Exception:
            # Tried for ever, it would fail for ever; the person can change what they said.
            logger.exception("An import failed, and is given back")
            found.give_back(_TROUBLE)
    return True


def forget_tables(at: datetime) -> bool:
    """Remove imports that were begun and left lying; whether there were any."""
    return Import.objects.forgotten(at).delete()[0] > 0


# Adding


def employers_for(
    candidate: Candidate, drafts: Sequence[Draft]
) -> tuple[dict[str, Employer], dict[str, str]]:
    """The employer by name in small letters, and the names of those that are new with domains."""
    named = {draft.employer.lower(): draft.employer for draft in reversed(drafts)}
    domains = {draft.employer.lower(): draft.domain for draft in reversed(drafts) if draft.domain}
    before = {each.name.lower(): each for each in candidate.employers.all()}
    new = [
        Employer(candidate=candidate, name=name, domain=domains.get(key, ""))
        for key, name in named.items()
        if key not in before
    ]
    # The database may fold letters that we don't, and then has the name already.
    Employer.objects.bulk_create(new, BATCH, ignore_conflicts=True)
    after = {each.name.lower(): each for each in candidate.employers.all()}
    for key, name in named.items():
        if key not in after:
            after[key] = Employer.objects.named(candidate, name)
    return after, {after[key].name: after[key].domain for key in named if key not in before}


def store(
    found: Import,
    drafts: Sequence[Draft],
    employers: dict[str, Employer],
    at: datetime,
    tell: Tell = nobody_asks,
) -> list[list[str]]:
    """All rows of all drafts, a kind at a time; the names and addresses of people who are new."""
    # The last one stored is the first one shown.
    ordered = sorted(drafts, key=lambda each: (each.values["applied_on"] or date.min, -each.row))
    made = [application_of(found, each, employers[each.employer.lower()], at) for each in ordered]
    applications = []
    for start in range(0, len(made), BATCH):
        applications += Application.objects.bulk_create(made[start : start + BATCH])
        tell("Applications", OF_APPLICATIONS * len(applications) // len(made))
    pairs = list(zip(applications, ordered, strict=True))
    Event.objects.bulk_create([event_of(application, found, at) for application, _ in pairs], BATCH)
    Note.objects.bulk_create(
        [
            note_of(application, text, found, at)
            for application, draft in pairs
            for text in draft.noted
        ],
        BATCH,
    )
    Tag.objects.bulk_create(
        [
            Tag(candidate=found.candidate, application=application, name=name)
            for application, draft in pairs
            for name in draft.tags
        ],
        BATCH,
    )
    Posting.objects.bulk_create(
        [posting_of(application, draft, at) for application, draft in pairs if draft.posting],
        BATCH,
    )
    tell("What belongs to them", OF_THE_REST)
    return introduce(pairs)


def application_of(found: Import, draft: Draft, employer: Employer, at: datetime) -> Application:
    zone = zone_named(found.candidate.time_zone)

    def start_of(day: date | None) -> datetime:
        if day is None:
            return at
        return min(timezone.make_aware(datetime.combine(day, time.min), zone), at)

    values = {str(name): value for name, value in draft.values.items()}
    return Application(
        candidate=found.candidate,
        employer=employer,
        imported_by=found,
        stage=draft.stage,
        outcome=draft.outcome,
        interest_now_at=at if values["interest_now"] else None,
        created_at=start_of(draft.added_on),
        moved_at=start_of(draft.since or draft.values["applied_on"] or draft.added_on),
        last_news_at=start_of(draft.heard_on) if draft.heard_on else None,
        **values,
    )


def event_of(application: Application, found: Import, at: datetime) -> Event:
    return Event(
        candidate=found.candidate,
        application=application,
        kind=EventKind.CREATED,
        text="Added from a spreadsheet",
        by=found.by,
        at=at,
    )


def note_of(application: Application, text: str, found: Import, at: datetime) -> Note:
    """For the candidate's eyes: nobody wrote their own table for others."""
    return Note(
        candidate=found.candidate,
        application=application,
        visibility=Visibility.PRIVATE,
        text=text,
        by=found.by,
        at=at,
    )


def posting_of(application: Application, draft: Draft, at: datetime) -> Posting:
    return Posting(
        candidate=application.candidate,
        application=application,
        origin=Origin.PAGE,
        url=draft.posting_url,
        text=draft.posting,
        taken_at=at,
    )


# Undoing


def undo(found: Import, *, at: datetime) -> None:
    """Remove what was added and nobody has changed since; the rest stays, and is the person's."""
    with transaction.atomic():
        locked = Import.objects.select_for_update().get(pk=found.pk)
        if not locked.is_done:
            return
        unchanged = unchanged_since(locked)
        for start in range(0, len(unchanged), BATCH):
            rows = Application.objects.filter(pk__in=unchanged[start : start + BATCH])
            rows.filter(candidate=locked.candidate).delete()
        withdraw(locked.candidate, locked.made.get("contacts", ()))
        remove_employers(locked)
        locked.state, locked.undone_at, locked.made = ImportState.UNDONE, at, {}
        locked.save(update_fields=["state", "undone_at", "made"])


def unchanged_since(found: Import) -> list[int]:
    """The applications that are, with all that belongs to them, as they were taken in."""
    made = Counter(found.made.get("applications", ()))
    same = []
    for pk, fingerprint in fingerprints(found).items():
        if made[fingerprint] > 0:
            made[fingerprint] -= 1
            same.append(pk)
    return same


def remove_employers(found: Import) -> None:
    """Those that came with the table, and nothing hangs on any more."""
    # Of an import before there were domains, it is a list.
    domains = dict.fromkeys(found.made.get("employers", ()), "")
    if isinstance(found.made.get("employers"), dict):
        domains = found.made["employers"]
    bare = found.candidate.employers.filter(name__in=domains, is_unnamed=False)
    for model, field in pointing_at(Employer):
        bare = bare.exclude(Exists(model._base_manager.filter(**{field: OuterRef("pk")})))
    same = [each.pk for each in bare if each.domain == domains[each.name]]
    found.candidate.employers.filter(pk__in=same).delete()


def fingerprints(found: Import) -> dict[int, str]:
    """By application, a hash of all that it says and of all rows that hang on it, ids apart."""
    rows = Application.objects.filter(imported_by=found, candidate=found.candidate)
    said: dict[int, list[str]] = {}
    for pk, *values in rows.values_list("pk", "employer__name", *plain_fields(Application)):
        said[pk] = [repr(values)]
    for model, field in pointing_at(Application):
        if model not in _DERIVED:
            hanging = model._base_manager.filter(Q(**{f"{field}__imported_by": found}))
            for pk, *values in hanging.values_list(field, *plain_fields(model)):
                said[pk].append(f"{model._meta.label} {values!r}")
    return {pk: _hash(lines) for pk, lines in said.items()}


def _hash(lines: list[str]) -> str:
    # What hangs on a row comes in any order.
    text = "\n".join([lines[0], *sorted(lines[1:])])
    return sha256(text.encode(errors="replace")).hexdigest()[:24]


def plain_fields(model: type[models.Model]) -> list[str]:
    """The columns that say something by themselves; when it was stored is not what it says."""
    return [
        each.attname
        for each in model._meta.concrete_fields
        if not (each.primary_key or each.is_relation or isinstance(each, models.DateTimeField))
    ]


def pointing_at(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """Each model with a foreign key to this one, and the key's name."""
    relations: Any = model._meta.get_fields(include_hidden=True)
    return [
        (each.related_model, each.field.name)
        for each in relations
        if each.auto_created and not each.concrete and not each.many_to_many
    ]
