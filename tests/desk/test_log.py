"""The log of what a firm does for a candidate, and the page that it stands on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Activity, Note
from applications.models.activity import ActivityReaders
from applications.models.note import Visibility
from jobtracker.desk.candidates.log_forms import LogForm, Next, day_of
from jobtracker.http import ASKED_BY_HTMX
from jobtracker.people.access import Scope
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_debrief,
    make_interview,
    make_invitation,
    make_membership,
    make_representation,
)

pytestmark = pytest.mark.django_db
CALL = {"log-kind": "call", "log-visibility": "internal"}


@pytest.fixture
def petra(client):
    member = make_membership()
    client.force_login(member.user)
    return member


@pytest.fixture
def held(petra):
    return make_representation(firm=petra.firm, coordinator=petra)


def page(client, held):
    return client.get(reverse("desk:candidate", args=[held.pk]))


def post(client, held, **fields):
    data = {**CALL, **{f"log-{name}": value for name, value in fields.items()}}
    return client.post(reverse("desk:log", args=[held.pk]), data)


@pytest.mark.parametrize(
    ("choice", "today", "day"),
    [
        (Next.TOMORROW, date(2026, 7, 1), date(2026, 7, 2)),
        (Next.IN_THREE_DAYS, date(2026, 7, 1), date(2026, 7, 4)),
        (Next.NEXT_MONDAY, date(2026, 7, 1), date(2026, 7, 6)),
        (Next.NEXT_MONDAY, date(2026, 7, 6), date(2026, 7, 13)),
        (Next.NEXT_MONDAY, date(2026, 7, 5), date(2026, 7, 6)),
    ],
)
def test_day_of_a_quick_choice(choice, today, day):
    assert day_of(choice, today) == day


def form_of(**fields):
    data = {**CALL, **{f"log-{name}": value for name, value in fields.items()}}
    return LogForm(data, now=NOW, zone="Europe/Stockholm", about=[])


def test_own_day_with_an_hour_is_due_then_on_the_writers_clock():
    form = form_of(next_step="Ring", due="own", due_on="2026-07-09", due_time="14:30")
    assert form.is_valid()
    assert form.due_at == datetime(2026, 7, 9, 12, 30, tzinfo=UTC)


def test_day_alone_is_due_as_work_begins():
    form = form_of(next_step="Ring", due="own", due_on="2026-07-09")
    assert form.is_valid()
    assert form.due_at == datetime(2026, 7, 9, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"next_step": "Ring"}, "due"),
        ({"due": "tomorrow"}, "next_step"),
        ({"next_step": "Ring", "due": "own"}, "due_on"),
        ({"next_step": "Ring", "due": "own", "due_on": "0026-07-09"}, "due_on"),
        ({"text": "x" * 2001}, "text"),
        ({"kind": "pigeon"}, "kind"),
        ({"visibility": "private"}, "visibility"),
    ],
)
def test_odd_line_is_refused_beside_its_field(fields, wrong):
    form = form_of(**fields)
    assert not form.is_valid()
    assert [*form.errors] == [wrong]


def test_line_is_kept_for_the_firm_alone_unless_said_otherwise(client, petra, held):
    answer = post(client, held, text="Rang, no news")
    assert answer.url == reverse("desk:candidate", args=[held.pk])
    [line] = Activity.objects.all()
    assert (line.by, line.firm, line.candidate) == (petra.user, petra.firm, held.candidate)
    assert (line.visibility, line.due_at) == (ActivityReaders.INTERNAL, None)
    assert "Rang, no news" in page(client, held).content.decode()


def test_refused_line_keeps_what_was_typed(client, petra, held):
    answer = post(client, held, text="Rang, no news", next_step="Ring")
    assert answer.status_code == 422
    assert "Rang, no news" in answer.content.decode()
    assert not Activity.objects.exists()


def test_line_about_a_job_of_somebody_else_is_refused(client, petra, held):
    of_other = make_application(candidate=make_candidate())
    make_application(candidate=held.candidate)
    assert post(client, held, application=of_other.pk).status_code == 422


def test_line_about_a_job_that_is_not_shared_is_about_none(client, petra, held):
    held.share({Scope.INTERVIEWS}, by=held.candidate.user, at=NOW)
    job = make_application(candidate=held.candidate)
    assert post(client, held, application=job.pk).status_code == 302
    assert Activity.objects.get().application is None


def test_small_form_is_a_fragment_and_comes_back_as_the_line(client, petra, held):
    address = reverse("desk:log", args=[held.pk])
    small = client.get(address, headers=ASKED_BY_HTMX)
    assert "<html" not in small.content.decode()
    refused = client.post(address, {**CALL, "log-next_step": "Ring"}, headers=ASKED_BY_HTMX)
    assert refused.status_code == 422
    assert "<html" not in refused.content.decode()
    told = client.post(address, {**CALL, "log-text": "Rang"}, headers=ASKED_BY_HTMX)
    assert "Rang" in told.content.decode()
    assert "Undo" in told.content.decode()


def test_next_step_is_done_and_undone(client, petra, held):
    post(client, held, next_step="Ring again", due="tomorrow")
    line = Activity.objects.get()
    assert list(page(client, held).context["log"].due) == [line]
    client.post(reverse("desk:completion", args=[line.pk]))
    line.refresh_from_db()
    assert line.done_by == petra.user
    assert list(page(client, held).context["log"].due) == []
    client.post(reverse("desk:reopening", args=[line.pk]))
    line.refresh_from_db()
    assert line.is_due


def test_line_is_taken_back_by_who_wrote_it_alone(client, petra, held):
    post(client, held)
    line = Activity.objects.get()
    colleague = make_membership(firm=petra.firm)
    client.force_login(colleague.user)
    assert client.post(reverse("desk:taking-back", args=[line.pk])).status_code == 403
    client.force_login(petra.user)
    assert client.post(reverse("desk:taking-back", args=[line.pk])).status_code == 302
    assert not Activity.objects.exists()


def test_candidate_reads_what_is_shared_and_nothing_else(client, petra, held):
    job = make_application(candidate=held.candidate)
    post(client, held, text="For us")
    post(client, held, text="For her", visibility="shared", application=job.pk)
    client.force_login(held.candidate.user)
    text = client.get(reverse("desk:noted")).content.decode()
    assert "For her" in text
    assert petra.firm.name in text
    assert "For us" not in text


def test_own_record_is_on_nobodys_desk(client, petra):
    own = make_representation(firm=petra.firm, candidate=make_candidate(user=petra.user))
    assert page(client, own).status_code == 404


def test_page_says_what_is_not_shared(client, petra, held):
    make_invitation(application=make_application(candidate=held.candidate))
    held.share(set(), by=held.candidate.user, at=NOW)
    answer = page(client, held)
    text = answer.content.decode()
    for part in ("Interviews", "Applications"):
        assert f"{part} are not shared with us." in text
    assert answer.context["found"].applications == []
    assert answer.context["found"].invitations == []


def test_page_tells_what_is_to_come_from_what_is_to_debrief(client, petra, held, time_machine):
    time_machine.move_to(NOW, tick=False)
    job = make_application(candidate=held.candidate)
    over = make_interview(application=job, starts_at=NOW - timedelta(days=1))
    coming = make_interview(application=job, starts_at=NOW + timedelta(days=1))
    told = make_interview(application=job, starts_at=NOW - timedelta(days=2))
    make_debrief(interview=told)
    found = page(client, held).context["found"]
    assert coming in found.next_interviews
    assert over in found.untold


def test_notes_are_apart_by_who_reads_them(client, petra, held):
    job = make_application(candidate=held.candidate)
    whose = {"candidate": held.candidate, "application": job}
    ours = Note.objects.create(
        **whose, visibility=Visibility.INTERNAL, firm=petra.firm, text="Ours"
    )
    shared = Note.objects.create(**whose, visibility=Visibility.SHARED, text="Shared")
    Note.objects.create(**whose, text="Hers alone")
    answer = page(client, held)
    found = answer.context["found"]
    assert (found.internal_notes, found.shared_notes) == ([ours], [shared])
    assert "Hers alone" not in answer.content.decode()


def fill(held, times):
    for _ in range(times):
        job = make_application(candidate=held.candidate)
        make_invitation(application=job)
        make_interview(application=job)
        Note.objects.create(
            candidate=held.candidate, application=job, visibility=Visibility.SHARED, text="Note"
        )
        Activity.objects.log(
            held,
            by=held.coordinator.user,
            at=NOW,
            kind="call",
            application=job,
            next_step="Ring",
            due_at=NOW,
        )


@pytest.mark.parametrize("name", ["desk:candidate", "desk:log", "desk:activities"])
def test_page_takes_as_many_queries_for_more(name, client, petra, held):
    counts = []
    for times in (1, 2):
        fill(held, times)
        client.get(reverse(name, args=[held.pk]))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(name, args=[held.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_noted_takes_as_many_queries_for_more(client, held):
    counts = []
    for times in (1, 2):
        fill(held, times)
        Activity.objects.update(visibility=ActivityReaders.SHARED)
        client.force_login(held.candidate.user)
        client.get(reverse("desk:noted"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("desk:noted"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
