"""The people one meets: listed, added, changed and removed."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from applications.models import Contact, Employer, Involvement
from tests.factories import make_application, make_candidate, make_employer, make_user

pytestmark = pytest.mark.django_db

LIST, NEW = "applications:contacts", "applications:new-contact"


@pytest.fixture
def mira():
    return make_candidate(user=make_user())


@pytest.fixture
def tab(client, mira):
    client.force_login(mira.user)
    return client


@pytest.fixture
def ada(mira):
    return Contact.objects.create(candidate=mira, name="Ada Okafor", job_title="Head of data")


def test_name_is_enough(tab, mira):
    assert tab.post(reverse(NEW), {"name": "Ada"}).status_code == 302
    contact = Contact.objects.get()
    assert (contact.candidate, contact.name, contact.employer) == (mira, "Ada", None)


def test_employer_is_found_or_made(tab, mira):
    acme = make_employer(candidate=mira, name="Acme")
    tab.post(reverse(NEW), {"name": "Ada", "employer_name": "ACME"})
    tab.post(reverse(NEW), {"name": "Per", "employer_name": "Nordwind"})
    assert Contact.objects.get(name="Ada").employer == acme
    assert Contact.objects.get(name="Per").employer == Employer.objects.get(name="Nordwind")


def test_page_of_an_employer_leads_to_a_form_that_knows_it(tab, mira):
    acme = make_employer(candidate=mira, name="Acme")
    page = tab.get(reverse(NEW), {"employer": acme.pk}).content.decode()
    assert 'value="Acme"' in page
    theirs = make_employer(name="Secret")
    for number in (theirs.pk, "x", "9" * 30):
        assert "Secret" not in tab.get(reverse(NEW), {"employer": number}).content.decode()


def test_mistake_is_said_beside_the_field_and_nothing_is_lost(tab):
    answer = tab.post(reverse(NEW), {"name": "Ada", "email": "no address", "about": "Kind"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"email"}
    assert "Kind" in answer.content.decode()


def test_page_shows_where_one_met(tab, mira, ada):
    application = make_application(candidate=mira, job_title="Analyst")
    Involvement.objects.create(
        candidate=mira, contact=ada, application=application, role="recruiter"
    )
    page = tab.get(ada.get_absolute_url()).content.decode()
    assert "Analyst" in page
    assert "Recruiter" in page


def test_contact_is_changed(tab, ada):
    values = {"name": "Ada O.", "job_title": "", "employer_name": "Acme"}
    assert tab.post(ada.get_absolute_url(), values).status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.job_title, str(ada.employer)) == ("Ada O.", "", "Acme")


def test_refused_change_keeps_the_name_on_the_page(tab, ada):
    answer = tab.post(ada.get_absolute_url(), {"name": ""})
    assert answer.status_code == 422
    assert "<h1" in answer.content.decode()
    assert "Ada Okafor" in answer.content.decode()


def test_change_in_another_tab_is_merged(tab, ada):
    seen = tab.get(ada.get_absolute_url()).context["form"]["seen"].value()
    shown = {"name": ada.name, "job_title": ada.job_title}
    tab.post(ada.get_absolute_url(), {**shown, "seen": seen, "phone": "070"})
    tab.post(ada.get_absolute_url(), {**shown, "seen": seen, "about": "Kind"})
    ada.refresh_from_db()
    assert (ada.phone, ada.about) == ("070", "Kind")


def test_contact_is_removed(tab, ada):
    answer = tab.post(reverse("applications:contact-removal", args=[ada.pk]), follow=True)
    assert "Ada Okafor is removed." in answer.content.decode()
    assert not Contact.objects.exists()


def test_list_finds_by_name_and_goes_on_after_fifty(tab, mira, ada):
    Contact.objects.bulk_create(
        Contact(candidate=mira, name=f"Person {number:03}") for number in range(60)
    )
    first = tab.get(reverse(LIST))
    assert len(first.context["contacts"]) == 50
    second = tab.get(first.context["next_href"])
    assert len(second.context["contacts"]) == 11
    assert [each.name for each in tab.get(reverse(LIST), {"q": "okaf"}).context["contacts"]] == [
        "Ada Okafor"
    ]


@pytest.mark.parametrize("count", [1, 3, 60])
def test_list_takes_the_same_queries_however_long(tab, mira, count, django_assert_max_num_queries):
    for number in range(count):
        employer = make_employer(candidate=mira)
        Contact.objects.create(candidate=mira, name=f"P{number}", employer=employer)
    with django_assert_max_num_queries(5):
        tab.get(reverse(LIST))


@pytest.fixture
def again(mira):
    """The same person, brought in by a table."""
    return Contact.objects.create(
        candidate=mira, name="A. Okafor", email="ada@acme.example", about="Likes ships"
    )


def merged(tab, ada, other):
    return tab.post(reverse("applications:merge-contact", args=[ada.pk]), {"other": other.pk})


def test_everything_of_a_contact_is_known_to_merging():
    related = {each.related_model for each in Contact._meta.related_objects}
    assert related == {Involvement}


@pytest.mark.parametrize(
    ("mine", "alike"),
    [
        ({"email": "ADA@acme.example"}, True),
        ({"name": "a. okafor"}, True),
        ({"email": ""}, False),
        ({"email": "ada@other.example"}, False),
    ],
)
def test_page_says_who_may_be_the_same(tab, ada, again, mine, alike):
    Contact.objects.filter(pk=ada.pk).update(**mine)
    page = tab.get(ada.get_absolute_url()).content.decode()
    assert ("Maybe the same person" in page) == alike
    assert f'value="{again.pk}"' in page


def test_two_entries_of_a_person_become_one(tab, mira, ada, again):
    both, hers = (make_application(candidate=mira) for _ in range(2))
    for contact, application, role in [(ada, both, ""), (again, both, "team"), (again, hers, "")]:
        Involvement.objects.create(
            candidate=mira, contact=contact, application=application, role=role
        )
    assert merged(tab, ada, again).status_code == 302
    assert [*Contact.objects.all()] == [ada]
    ada.refresh_from_db()
    assert (ada.job_title, ada.email) == ("Head of data", "ada@acme.example")
    assert ada.about == "Likes ships\n\nAlso: A. Okafor"
    parts = {each.application: each.role for each in ada.involvements.all()}
    assert parts == {both: "team", hers: ""}


def test_page_says_first_what_becomes_one(tab, mira, ada, again):
    application = make_application(candidate=mira)
    Involvement.objects.create(candidate=mira, contact=again, application=application)
    answer = tab.get(reverse("applications:merge-contact", args=[ada.pk]), {"other": again.pk})
    assert Contact.objects.count() == 2
    for words in ("A. Okafor", str(application), "Also: A. Okafor"):
        assert words in answer.content.decode()
    tree = LexborHTMLParser(answer.content)
    form = tree.css_first("form.stack[method=post]")
    sent = {each.attributes["name"]: each.attributes["value"] for each in form.css("input")}
    assert tab.post(form.attributes["action"], sent).status_code == 302
    assert [*Contact.objects.all()] == [ada]


def test_what_is_remembered_of_both_is_never_cut(tab, ada, again):
    Contact.objects.filter(pk=ada.pk).update(about="x" * 4_995)
    answer = merged(tab, ada, again)
    assert answer.status_code == 422
    assert "too long for one" in answer.content.decode()
    assert Contact.objects.count() == 2


def test_nobody_is_merged_with_themselves_or_anothers(tab, ada):
    theirs = Contact.objects.create(candidate=make_candidate(), name="Secret")
    for each in (ada, theirs):
        answer = merged(tab, ada, each)
        assert answer.status_code == 422
        assert "Secret" not in answer.content.decode()
    with pytest.raises(ValueError, match="one candidate"):
        ada.absorb(theirs)
    assert Contact.objects.count() == 2
