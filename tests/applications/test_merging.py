"""Two entries of one job become one, and nothing of either is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.merging import BY_HAND, ONCE, merge
from applications.models import (
    Application,
    Contact,
    DocumentUse,
    Event,
    Involvement,
    Note,
    Posting,
    Tag,
    Task,
)
from applications.models.posting import Origin
from interviews.models import Interview, Invitation, Message
from tests.factories import (
    make_application,
    make_candidate,
    make_debrief,
    make_interview,
    make_invitation,
    make_message,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def stays(mira):
    return make_application(candidate=mira, employer_name="Vale", job_title="Cook")


@pytest.fixture
def other(mira):
    found = make_application(
        candidate=mira,
        employer_name="Vale Ltd",
        job_title="Cook (f/m)",
        stage="interviewing",
        place="Hull",
        interest_at_application=4,
    )
    Note.objects.create(candidate=mira, application=found, text="Ask for Ada", by=mira.user)
    Task.objects.create(candidate=mira, application=found, text="Write")
    make_invitation(application=found, message=make_message(candidate=mira, application=found))
    make_debrief(interview=make_interview(application=found))
    return found


def address(stays, other=None):
    query = {"other": other.pk} if other else {}
    return reverse("applications:merging", args=[stays.pk], query=query)


def said(other, standing):
    return {"other": other.pk, "standing": standing}


def one_of(stays, other, **options):
    options = {"stands_as": stays, "by": stays.candidate.user, "at": timezone.now()} | options
    merge(stays, other, **options)
    stays.refresh_from_db()


def keep_posting(application, text):
    Posting.objects.create(
        candidate=application.candidate, application=application, text=text, origin=Origin.WORDS
    )


def test_every_relation_that_holds_a_thing_once_is_known():
    for relation in Application._meta.related_objects:
        model, field = relation.related_model, relation.field
        unique = [
            each
            for each in model._meta.constraints
            if hasattr(each, "nulls_distinct")
            and (field.name in each.fields or field.name in str(each.expressions))
        ]
        assert bool(unique) == (model in ONCE), model
        assert field.unique == (model in BY_HAND), model


def test_all_of_it_comes_along(client, stays, other):
    page = client.get(address(stays, other)).content.decode()
    for line in ("1 note", "1 task", "1 invitation,", "1 interview,", "1 message,"):
        assert line in page, line
    answer = client.post(address(stays), said(other, "interviewing"), follow=True)
    assert "The two are one now" in answer.content.decode()
    assert [*Application.objects.all()] == [stays]
    for model in (Note, Task, Invitation, Interview, Message):
        assert [each.application_id for each in model.objects.all()] == [stays.pk], model
    stays.refresh_from_db()
    assert (stays.stage, stays.job_title, stays.place) == ("interviewing", "Cook", "Hull")
    assert stays.interest_at_application == 4
    assert stays.events.filter(text__contains="Cook (f/m) at Vale Ltd").exists()
    found = client.get(reverse("applications:list"), {"q": "Ada"}).content.decode()
    assert stays.get_absolute_url() in found


def test_history_is_that_of_both(stays, other):
    before = {*Event.objects.values_list("pk", flat=True)}
    one_of(stays, other)
    assert before <= {*stays.events.values_list("pk", flat=True)}


def test_it_stands_where_the_person_says_and_as_long(stays, other):
    since = timezone.now() - timedelta(days=9)
    Application.objects.filter(pk=other.pk).update(moved_at=since)
    other.refresh_from_db()
    one_of(stays, other, stands_as=other)
    assert (stays.stage, stays.moved_at) == ("interviewing", since)


@pytest.mark.parametrize(
    ("here", "there", "offered"),
    [
        (("applied", ""), ("interviewing", ""), "interviewing"),
        (("offer", ""), ("interviewing", ""), "offer"),
        (("closed", "rejected"), ("interviewing", ""), "rejected"),
        (("applied", ""), ("closed", "no_response"), "applied"),
        (("applied", ""), ("applied", ""), None),
    ],
)
def test_further_one_is_offered(client, stays, other, here, there, offered):
    for each, (stage, outcome) in ((stays, here), (other, there)):
        Application.objects.filter(pk=each.pk).update(stage=stage, outcome=outcome)
    form = client.get(address(stays, other)).context["form"]
    assert ("standing" in form.fields) == (offered is not None)
    assert form.initial["standing"] == (offered or "applied")


def test_standing_that_was_left_meanwhile_is_asked_again(client, stays, other):
    answer = client.post(address(stays), said(other, "offer"))
    assert answer.status_code == 422
    assert "It stands elsewhere by now" in answer.content.decode()
    assert Application.objects.count() == 2


def test_what_both_have_is_there_once(mira, stays, other):
    ada = Contact.objects.create(candidate=mira, name="Ada")
    for each, role, tag in ((stays, "", "Dream"), (other, "recruiter", "dream")):
        Involvement.objects.create(candidate=mira, application=each, contact=ada, role=role)
        Tag.objects.create(candidate=mira, application=each, name=tag)
    Tag.objects.create(candidate=mira, application=other, name="burst", is_private=True)
    one_of(stays, other)
    assert [each.role for each in stays.involvements.all()] == ["recruiter"]
    assert {each.name for each in stays.tags.all()} == {"Dream", "burst"}
    assert not DocumentUse.objects.exists()


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (None, "Cook well", ["Cook well"]),
        ("Cook", None, ["Cook"]),
        ("", "Cook well", ["Cook well"]),
        ("Cook well", "Cook", ["Cook well"]),
        ("Cook", "Bake", ["Cook", "Its other entry said", "Bake"]),
    ],
)
def test_posting_of_either_is_kept(stays, other, mine, theirs, said):
    for each, text in ((stays, mine), (other, theirs)):
        if text is not None:
            keep_posting(each, text)
    one_of(stays, other)
    text = Posting.objects.get(application=stays).text
    assert all(each in text for each in said)
    assert len(text) < 50


def test_unnamed_employer_gets_its_name(stays, other):
    stays.employer.is_unnamed = True
    stays.employer.save()
    one_of(stays, other)
    assert stays.employer.name == "Vale Ltd"


def test_likely_one_is_offered_and_others_are_found(client, stays, other):
    assert f"?other={other.pk}" in client.get(address(stays)).content.decode()
    found = client.get(address(stays), {"q": "vale"}).content.decode()
    assert f"?other={other.pk}" in found
    assert f"?other={stays.pk}" not in found
    assert "Nothing else" in client.get(address(stays), {"q": "xyz"}).content.decode()
    assert f'href="{address(stays)}"' in client.get(stays.get_absolute_url()).content.decode()


@pytest.mark.parametrize("number", ["x", "0", "²", "9" * 40, "-1"])
def test_odd_number_is_absent(client, stays, number):
    for ask in (client.get, client.post):
        assert ask(address(stays), {"other": number}).status_code == 404


def test_itself_and_anothers_are_absent(client, stays):
    foreign = make_application(candidate=make_candidate())
    for each in (stays, foreign):
        assert client.post(address(stays), said(each, "applied")).status_code == 404
    assert client.post(address(stays)).status_code == 422
    assert Application.objects.count() == 2
    with pytest.raises(ValueError, match="one candidate"):
        merge(stays, foreign, stands_as=stays, by=stays.candidate.user, at=timezone.now())


def test_second_click_finds_nothing(client, stays, other):
    client.post(address(stays), said(other, "applied"))
    assert client.post(address(stays), said(other, "applied")).status_code == 404
