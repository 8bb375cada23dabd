"""Employers: the list, one of them, and two names of one company."""

import pytest
from django.urls import reverse

from applications.employers import doubles_of, page_of
from applications.models import Contact, Employer
from interviews.guidance import Source
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_employer,
    make_red_flag,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira():
    return make_candidate(user=make_user())


@pytest.fixture
def tab(client, mira):
    client.force_login(mira.user)
    return client


@pytest.fixture
def acme(mira):
    return make_employer(candidate=mira, name="Acme")


def address(name, employer):
    return reverse(f"applications:{name}", args=[employer.pk])


def edited(tab, employer, **values):
    stored = {"name": employer.name, "domain": employer.domain}
    return tab.post(address("edit-employer", employer), {**stored, **values})


def test_list_says_what_there_is_with_each(tab, mira, acme):
    make_application(candidate=mira, employer=acme)
    make_application(candidate=mira, employer=acme, stage="closed", outcome="rejected")
    make_red_flag(employer=acme)
    make_employer(candidate=mira, name="Nothing yet")
    page = tab.get(reverse("applications:employers")).content.decode()
    assert "2 applications, 1 open" in page
    assert "No application" in page
    assert page.count("Red flag") == 1


@pytest.mark.parametrize("count", [1, 3, 60])
def test_list_takes_the_same_queries_however_long(tab, mira, count, django_assert_max_num_queries):
    for number in range(count):
        make_red_flag(
            employer=make_application(candidate=mira, employer_name=f"E{number}").employer
        )
    with django_assert_max_num_queries(6):
        tab.get(reverse("applications:employers"))


def test_list_goes_on_after_fifty_and_shows_each_once(mira):
    names = {f"Firm {number:03}" for number in range(120)}
    Employer.objects.bulk_create(Employer(candidate=mira, name=each) for each in names)
    seen, after = [], ""
    for _ in range(3):
        page = page_of(mira, after=after)
        seen += [line.employer.name for line in page.lines]
        after = page.after
    assert seen == sorted(names)
    assert after == ""


def test_words_are_looked_for_in_the_name(tab, mira, acme):
    make_employer(candidate=mira, name="Nordwind")
    page = tab.get(reverse("applications:employers"), {"q": "acm\0"}).content.decode()
    assert "Acme" in page
    assert "Nordwind" not in page


@pytest.mark.parametrize(
    ("other", "domain", "is_double"),
    [
        ("ACME GmbH", "", True),
        ("Acme, Inc.", "", True),
        ("Something else", "acme.example", True),
        ("Acme Berlin", "", False),
        ("Nordwind", "nordwind.example", False),
    ],
)
def test_possible_doubles_are_found_by_name_and_domain(mira, other, domain, is_double):
    acme = make_employer(candidate=mira, name="Acme", domain="Acme.example")
    found = make_employer(candidate=mira, name=other, domain=domain)
    make_employer(name="Acme")
    assert doubles_of(acme) == ([found] if is_double else [])


def test_merging_brings_everything_along_and_says_so(tab, mira, acme):
    other = make_employer(candidate=mira, name="Acme GmbH", domain="acme.example")
    application = make_application(candidate=mira, employer=other)
    flag = make_red_flag(employer=other)
    contact = Contact.objects.create(candidate=mira, employer=other, name="Ada")
    answer = tab.post(address("merge-employer", acme), {"other": other.pk}, follow=True)
    assert "Acme GmbH is part of Acme now, with 1 application." in answer.content.decode()
    for row in (application, flag, contact):
        row.refresh_from_db()
        assert row.employer == acme
    acme.refresh_from_db()
    assert acme.domain == "acme.example"
    assert not Employer.objects.filter(pk=other.pk).exists()
    assert application.events.latest("pk").text == "Employer: Acme GmbH is Acme"


def test_page_says_first_what_becomes_part_of_it(tab, mira, acme):
    other = make_employer(candidate=mira, name="Acme GmbH", domain="other.example")
    application = make_application(candidate=mira, employer=other)
    make_red_flag(employer=other, topic="Late wages")
    Contact.objects.create(candidate=mira, employer=other, name="Ada")
    Employer.objects.filter(pk=acme.pk).update(domain="acme.example")
    page = tab.get(address("merge-employer", acme), {"other": other.pk}).content.decode()
    for words in (application.job_title, "Late wages", "Ada", "Acme GmbH", "other.example"):
        assert words in page
    assert Employer.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("other", ["", "x", "987654"])
def test_page_of_an_employer_opens_where_no_other_is_named(other, tab, acme):
    answer = tab.get(address("merge-employer", acme), {"other": other})
    assert "Merge with another" in answer.content.decode()


def test_merging_keeps_its_own_domain(mira):
    acme = make_employer(candidate=mira, name="Acme", domain="acme.example")
    other = make_employer(candidate=mira, name="Other", domain="other.example")
    acme.absorb(other, by=mira.user, at=NOW)
    assert acme.domain == "acme.example"


def test_somebody_elses_employer_is_never_merged(tab, acme):
    theirs = make_employer(name="Acme")
    answer = tab.post(address("merge-employer", acme), {"other": theirs.pk})
    assert answer.status_code == 422
    with pytest.raises(ValueError, match="one candidate"):
        acme.absorb(theirs, by=None, at=NOW)
    assert Employer.objects.count() == 2


def test_employer_is_not_merged_with_itself(tab, acme):
    assert tab.post(address("merge-employer", acme), {"other": acme.pk}).status_code == 422
    assert Employer.objects.get() == acme


def test_name_and_domain_are_changed(tab, acme):
    assert edited(tab, acme, name="Acme AB", domain="https://Acme.example/jobs").status_code == 302
    acme.refresh_from_db()
    assert (acme.name, acme.domain) == ("Acme AB", "acme.example")


def test_name_that_is_there_already_is_refused_beside_the_field(tab, mira, acme):
    make_employer(candidate=mira, name="Nordwind")
    answer = edited(tab, acme, name="NORDWIND")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Merge the two instead." in page
    assert 'value="NORDWIND"' in page


def test_change_in_another_tab_is_shown_before_it_is_overwritten(tab, acme):
    page = tab.get(acme.get_absolute_url())
    seen = page.context["edit_form"]["seen"].value()
    edited(tab, acme, name="Acme One")
    answer = edited(tab, acme, name="Acme Two", seen=seen)
    assert "“Acme One”" in answer.content.decode()
    acme.refresh_from_db()
    assert acme.name == "Acme One"


def test_source_of_a_red_flag_is_the_candidates_alone(tab, acme):
    make_red_flag(employer=acme, source=Source.SOMEONE_I_KNOW, source_detail="My cousin")
    assert "My cousin" in tab.get(acme.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["ÄRZTE", "ärzte", "Åhlén", "Éclair"])
def test_page_goes_on_after_any_letter(mira, name):
    for each in (name, "Zebra", "Über"):
        make_employer(candidate=mira, name=each)
    every = [each.employer.name for each in page_of(mira).lines]
    for place, each in enumerate(every):
        rest = [line.employer.name for line in page_of(mira, after=each).lines]
        assert rest == every[place + 1 :], each


def test_name_in_other_letters_is_no_error(tab, mira):
    make_employer(candidate=mira, name="ÄRZTE")
    other = make_employer(candidate=mira, name="Other")
    assert edited(tab, other, name="ÄRZTE").status_code == 422
    assert edited(tab, other, name="ärzte").status_code in (302, 422)


def test_merging_long_names_keeps_to_the_line(mira):
    one, two = (make_employer(candidate=mira, name=letter * 160) for letter in "ab")
    application = make_application(candidate=mira)
    application.employer = two
    application.save()
    one.absorb(two, by=mira.user, at=NOW)
    assert len(application.events.first().text) <= 300
