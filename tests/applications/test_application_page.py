"""The page of one application: what stands on it, and what each of its forms keeps."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from applications.models import Application, Contact, Involvement, Note, Posting, Task
from applications.models.event import EventKind
from applications.models.note import Visibility
from applications.models.posting import Origin
from applications.models.task import TaskOrigin
from applications.stages import Outcome, Stage
from jobtracker.people.models import Role
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_membership,
    make_representation,
    make_user,
)
from tests.queries import queries_of
from tests.rows import make_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira():
    return make_candidate(user=make_user(name="Mira"))


@pytest.fixture
def tab(client, mira):
    client.force_login(mira.user)
    return client


@pytest.fixture
def petra(mira):
    member = make_membership(user=make_user(name="Petra"), role=Role.COORDINATOR)
    make_representation(candidate=mira, firm=member.firm, coordinator=member)
    return member


@pytest.fixture
def application(mira):
    return make_application(
        candidate=mira, employer_name="Acme", job_title="Analyst", stage=Stage.APPLIED
    )


def address(name, row):
    return reverse(f"applications:{name}", args=[row.pk])


def page(tab, application):
    return LexborHTMLParser(tab.get(application.get_absolute_url()).content)


def form_at(tab, url, action):
    """What the form of that action on the page at `url` would post as it stands."""
    tree = LexborHTMLParser(tab.get(url).content)
    form = tree.css_first(f'form.stack[action="{action}"]')
    found = {}
    for each in form.css("input, textarea, select"):
        name, kind = each.attributes.get("name"), each.attributes.get("type")
        if kind in ("radio", "checkbox") and "checked" not in each.attributes:
            continue
        if each.tag == "select":
            chosen = each.css_first("option[selected]")
            found[name] = chosen.attributes.get("value") if chosen else ""
        else:
            found[name] = each.text() if each.tag == "textarea" else each.attributes.get("value")
    # These are others in each tab.
    return {name: found[name] or "" for name in found.keys() - {"csrfmiddlewaretoken", "form_key"}}


def test_five_queries_however_much_there_is(tab, mira):
    few = make_application(candidate=mira)
    many = make_rows(mira, "Word").application
    for number in range(30):
        many.notes.create(candidate=mira, text=f"Note {number}", by=mira.user)
        Task.objects.create(candidate=mira, application=many, text=f"Task {number}", by=mira.user)
    for each in (few, many):
        assert len(queries_of(tab, each.get_absolute_url())) <= 5


def test_firm_pays_for_the_consent_and_for_the_record_alone(client, mira, petra):
    client.force_login(petra.user)
    few = make_application(candidate=mira)
    many = make_rows(mira, "Word").application
    for each in (few, many):
        client.get(each.get_absolute_url())
        # Five of the page, two locks that hold the consent, whom to name, and the last look.
        assert len(queries_of(client, each.get_absolute_url())) <= 9


def test_what_is_closed_says_so_and_asks_for_nothing(tab, application):
    application.move_to(Stage.CLOSED, Outcome.REJECTED, by=None, at=NOW)
    text = page(tab, application).css_first("#next").text()
    assert "This one is over" in text


def test_next_step_leads_and_done_clears_it(tab, application):
    here = address("next-step", application)
    tab.post(here, {"next_step": "Ask Ada", "next_step_on": "2036-06-01"})
    application.refresh_from_db()
    assert (application.next_step, application.next_step_on) == ("Ask Ada", date(2036, 6, 1))
    shown = page(tab, application).css_first("#next")
    assert shown.css_first(".next-title").text() == "Ask Ada"
    seen = shown.css_first("form input[name=seen]").attributes["value"]
    assert tab.post(here, {"seen": seen}).status_code == 302
    application.refresh_from_db()
    assert (application.next_step, application.next_step_on) == ("", None)


def test_step_that_another_tab_planned_is_not_cleared_unseen(tab, application):
    here = address("next-step", application)
    first = form_at(tab, application.get_absolute_url(), here)
    tab.post(here, {**first, "next_step": "Ask Ada"})
    answer = tab.post(here, {**first, "next_step": "Write to Per"})
    assert answer.status_code == 422
    assert "Ask Ada" in answer.content.decode()
    assert "Write to Per" in answer.content.decode()
    application.refresh_from_db()
    assert application.next_step == "Ask Ada"


def test_day_without_a_step_is_asked_about(tab, application):
    answer = tab.post(address("next-step", application), {"next_step_on": "2036-06-01"})
    assert answer.status_code == 422
    assert "What will you do then?" in answer.content.decode()


@pytest.mark.parametrize(
    ("to", "stage", "outcome"),
    [
        ("interviewing", Stage.INTERVIEWING, Outcome.NONE),
        ("rejected", Stage.CLOSED, Outcome.REJECTED),
        ("saved", Stage.SAVED, Outcome.NONE),
    ],
)
def test_stage_is_moved_with_a_line_in_the_history(to, stage, outcome, tab, application):
    assert tab.post(address("stage", application), {"to": to}).status_code == 302
    application.refresh_from_db()
    assert (application.stage, application.outcome) == (stage, outcome)
    assert application.events.get().became == application.status_label
    assert application.moved_at > NOW


@pytest.mark.parametrize("to", ["", "closed", "nowhere", "saved\x00"])
def test_stage_that_there_is_not_is_refused(to, tab, application):
    assert tab.post(address("stage", application), {"to": to}).status_code == 422
    application.refresh_from_db()
    assert application.stage == Stage.APPLIED


def test_move_from_a_page_that_is_out_of_date_is_asked_about_once(tab, application):
    here = address("stage", application)
    stale = form_at(tab, application.get_absolute_url(), here)
    application.move_to(Stage.CLOSED, Outcome.REJECTED, by=None, at=NOW)
    answer = tab.post(here, {**stale, "to": "interviewing"})
    assert answer.status_code == 422
    assert "Meanwhile it was moved to “Rejected”" in answer.content.decode()
    form = LexborHTMLParser(answer.content).css_first(f'form.stack[action="{here}"]')
    again = {
        "to": "interviewing",
        "standing": form.css_first("[name=standing]").attributes["value"],
    }
    assert tab.post(here, again).status_code == 302
    application.refresh_from_db()
    assert application.stage == Stage.INTERVIEWING


def test_facts_are_kept_and_named_in_the_history(tab, application):
    here = address("edit", application)
    asked = form_at(tab, here, here)
    values = {
        **asked,
        "employer_name": "Nordwind",
        "place": "Malmö",
        "pay_from": "50000",
        "pay_to": "60000",
        "pay_currency": "eur",
        "pay_period": "year",
        "tags": "Data, remote, data",
        "interest": "4",
        "motive": "fit",
    }
    assert tab.post(here, values).status_code == 302
    found = Application.objects.get()
    assert (found.employer.name, found.place, found.pay_currency) == ("Nordwind", "Malmö", "EUR")
    assert [each.name for each in found.tags.order_by("name")] == ["data", "remote"]
    assert (found.interest_now, found.motive) == (4, "fit")
    lines = " ".join(found.events.values_list("text", flat=True))
    assert "Acme is now Nordwind" in lines
    assert "place" in lines
    assert "50000" not in lines
    shown = page(tab, found).css_first("#facts").text()
    assert "50,000 to 60,000 EUR a year" in shown


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"pay_from": "5", "pay_to": "4", "pay_currency": "EUR"}, "pay_to"),
        ({"pay_from": "-5", "pay_currency": "EUR"}, "pay_from"),
        ({"pay_from": "5"}, "pay_currency"),
        ({"pay_currency": "euros"}, "pay_currency"),
        ({"tags": ",".join(f"t{number}" for number in range(21))}, "tags"),
        ({"tags": "x" * 41}, "tags"),
        ({"posting_url": "javascript:alert(1)"}, "posting_url"),
        ({"employer_name": " "}, "employer_name"),
    ],
)
def test_wrong_facts_are_said_beside_the_field(wrong, field, tab, application):
    here = address("edit", application)
    answer = tab.post(here, {**form_at(tab, here, here), "place": "Malmö", **wrong})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert 'value="Malmö"' in answer.content.decode()
    application.refresh_from_db()
    assert application.place != "Malmö"


def test_firm_is_not_asked_what_is_the_candidates_alone(client, petra, application):
    application.motive, application.pay_from, application.pay_currency = "fit", 50_000, "EUR"
    application.save()
    client.force_login(petra.user)
    here = address("edit", application)
    asked = form_at(client, here, here)
    assert not {"interest", "is_dream", "motive", "pay_from"} & asked.keys()
    client.post(here, {**asked, "place": "Malmö"})
    application.refresh_from_db()
    assert (application.place, application.motive, application.pay_from) == ("Malmö", "fit", 50_000)


def test_task_is_added_done_reopened_changed_and_removed(tab, application):
    tab.post(address("tasks", application), {"task-text": "Send it", "task-due_on": "2036-06-01"})
    task = Task.objects.get()
    assert (task.origin, task.due_on, task.application) == (
        TaskOrigin.OWN,
        date(2036, 6, 1),
        application,
    )
    tab.post(address("task-completion", task))
    task.refresh_from_db()
    assert task.is_done
    tab.post(address("task-reopening", task))
    here = address("task", task)
    tab.post(here, {**form_at(tab, here, here), "task-text": "Send all of it"})
    task.refresh_from_db()
    assert (task.is_done, task.text) == (False, "Send all of it")
    tab.post(address("task-removal", task))
    assert not Task.objects.exists()


def test_task_without_words_is_asked_for_and_its_day_kept(tab, application):
    answer = tab.post(address("tasks", application), {"task-due_on": "2036-06-01"})
    assert answer.status_code == 422
    assert "2036-06-01" in answer.content.decode()
    assert not Task.objects.exists()


def test_task_of_a_firm_says_so(client, petra, application):
    client.force_login(petra.user)
    client.post(address("tasks", application), {"task-text": "Call them"})
    assert Task.objects.get().origin == TaskOrigin.FIRM


def test_notes_stand_apart_by_who_reads_them(tab, client, mira, petra, application):
    for text, readers in (("My doubts", "private"), ("For both", "shared")):
        values = {"note-text": text, "note-visibility": readers}
        tab.post(address("notes", application), values)
    client.force_login(petra.user)
    values = {"note-text": "Ours alone", "note-visibility": "internal"}
    client.post(address("notes", application), values)
    assert Note.objects.get(text="Ours alone").firm == petra.firm
    seen_by_firm = page(client, application).css_first("#notes").text()
    client.force_login(mira.user)
    seen_by_mira = page(client, application).css_first("#notes").text()
    words = ("My doubts", "For both", "Ours alone")
    assert [word in seen_by_mira for word in words] == [True, True, False]
    assert [word in seen_by_firm for word in words] == [False, True, True]


@pytest.mark.parametrize(("part", "refused"), [("mira", "internal"), ("petra", "private")])
def test_nobody_writes_a_note_for_whom_they_cannot(part, refused, client, mira, petra, application):
    client.force_login({"mira": mira, "petra": petra}[part].user)
    values = {"note-text": "Mine", "note-visibility": refused}
    answer = client.post(address("notes", application), values)
    assert answer.status_code == 422
    assert "Mine" in answer.content.decode()
    assert not Note.objects.exists()


def test_note_is_rewritten_and_removed_by_its_author(tab, mira, application):
    note = application.notes.create(candidate=mira, text="Old", by=mira.user)
    here = address("note", note)
    tab.post(here, {**form_at(tab, here, here), "note-text": "New"})
    note.refresh_from_db()
    assert (note.text, note.edited_at is None) == ("New", False)
    tab.post(address("note-removal", note))
    assert not Note.objects.exists()


def test_many_notes_and_events_have_pages_of_their_own(tab, mira, application):
    for number in range(60):
        application.notes.create(
            candidate=mira, text=f"Note {number}", by=mira.user, visibility=Visibility.SHARED
        )
        application.record(EventKind.FACTS_CHANGED, f"Event {number}", by=mira.user, at=NOW)
    for name, word in (("notes", "Note"), ("history", "Event")):
        first = LexborHTMLParser(tab.get(address(name, application)).content)
        assert f"{word} 59" in first.text()
        assert f"{word} 5\n" not in first.text()
        link = next(a for a in first.css("a") if "before=" in (a.attributes["href"] or ""))
        assert f"{word} 5" in tab.get(link.attributes["href"]).content.decode()
    assert tab.get(address("notes", application), {"before": "9" * 30}).status_code == 200


def test_person_who_is_known_or_new_takes_part(tab, mira, application):
    ada = Contact.objects.create(candidate=mira, name="Ada")
    here = address("people", application)
    assert "Ada" in tab.get(here).content.decode()
    tab.post(here, {"known-contact": ada.pk, "known-role": "recruiter"})
    tab.post(address("new-person", application), {"new-name": "Per", "new-role": "team"})
    found = Involvement.objects.order_by("pk")
    assert [(each.contact.name, each.role) for each in found] == [
        ("Ada", "recruiter"),
        ("Per", "team"),
    ]
    assert Contact.objects.get(name="Per").employer == application.employer
    shown = page(tab, application).css_first("#people").text()
    assert "Ada" in shown
    assert "Per" in shown


def test_nobody_of_another_candidate_takes_part(tab, application):
    theirs = Contact.objects.create(candidate=make_candidate(), name="Secret")
    values = {"known-contact": theirs.pk, "known-role": ""}
    answer = tab.post(address("people", application), values)
    assert answer.status_code == 422
    assert "Secret" not in answer.content.decode()
    assert not Involvement.objects.exists()


def test_role_changes_and_taking_part_ends(tab, mira, application):
    ada = Contact.objects.create(candidate=mira, name="Ada")
    link = Involvement.objects.create(candidate=mira, application=application, contact=ada)
    here = address("involvement", link)
    tab.post(here, {**form_at(tab, here, here), "role": "team"})
    link.refresh_from_db()
    assert link.role == "team"
    tab.post(address("involvement-removal", link))
    assert not Involvement.objects.exists()
    assert Contact.objects.get() == ada


def test_posting_is_kept_as_it_was_and_runs_nothing(tab, mira, application):
    assert "the end" not in tab.get(address("posting", application)).content.decode()
    Posting.objects.create(
        candidate=mira,
        application=application,
        origin=Origin.LINK,
        url="https://jobs.example.org/1",
        text="<script>alert(1)</script> " + "word " * 1_000 + "the end",
        taken_at=timezone.now(),
    )
    shown = tab.get(application.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "the end" not in shown
    assert "the end" in tab.get(address("posting", application)).content.decode()
