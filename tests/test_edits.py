"""Two tabs on one record: nothing is overwritten that the second one was not shown."""

import json

import pytest
from django import forms

from applications.models import Application
from applications.stages import Stage
from jobtracker.edits import EditForm
from tests.factories import make_application

pytestmark = pytest.mark.django_db


class PlaceForm(EditForm):
    class Meta:
        model = Application
        fields = ["job_title", "place", "pay_from", "applied_on", "is_dream", "stage"]


@pytest.fixture
def application():
    return make_application(job_title="Analyst", place="Berlin", stage=Stage.APPLIED)


def opened(application):
    """What a tab that shows the record now would post if nobody typed anything."""
    form = PlaceForm(instance=application)
    values = {name: form[name].value() for name in [*form.own, "seen"]}
    return {name: value for name, value in values.items() if value not in (None, False)}


def saved(application, data):
    form = PlaceForm(data, instance=Application.objects.get(pk=application.pk))
    if form.is_valid():
        form.save()
    application.refresh_from_db()
    return form


def test_what_only_one_changed_is_kept_from_both(application):
    first, second = opened(application), opened(application)
    saved(application, {**first, "place": "Hamburg", "is_dream": "on", "pay_from": "50000"})
    form = saved(application, {**second, "job_title": "Data Analyst"})
    assert not form.errors
    assert (application.job_title, application.place) == ("Data Analyst", "Hamburg")
    assert (application.is_dream, application.pay_from) == (True, 50_000)


def test_where_both_changed_the_second_is_asked_and_may_insist(application):
    first, second = opened(application), opened(application)
    saved(application, {**first, "place": "Hamburg", "applied_on": "2026-07-01"})
    mine = {**second, "place": "Köln", "job_title": "Data Analyst"}
    form = saved(application, mine)
    assert form.errors.keys() == {"place"}
    assert "“Hamburg”" in form.errors["place"][0]
    assert form["place"].value() == "Köln"
    assert (application.place, application.job_title) == ("Hamburg", "Analyst")
    assert not saved(application, {**mine, "seen": form["seen"].value()}).errors
    assert (application.place, application.job_title) == ("Köln", "Data Analyst")
    assert application.applied_on.isoformat() == "2026-07-01"


def test_third_change_is_asked_about_again(application):
    first, second = opened(application), opened(application)
    saved(application, {**first, "place": "Hamburg"})
    form = saved(application, {**second, "place": "Köln"})
    Application.objects.update(place="Bremen")
    form = saved(application, {**second, "place": "Köln", "seen": form["seen"].value()})
    assert "“Bremen”" in form.errors["place"][0]


def test_same_change_in_both_is_no_conflict(application):
    first, second = opened(application), opened(application)
    saved(application, {**first, "place": "Hamburg"})
    assert not saved(application, {**second, "place": "Hamburg"}).errors


def test_choice_and_emptied_field_are_named_in_words(application):
    first, second = opened(application), opened(application)
    saved(application, {**first, "place": "", "stage": Stage.OFFER})
    form = saved(application, {**second, "place": "Köln", "stage": Stage.SAVED})
    assert form.errors["stage"] == [
        "Meanwhile this was changed to “Offer”. Save again to keep what is here."
    ]
    assert form.errors["place"] == ["Meanwhile this was emptied. Save again to keep what is here."]


def test_same_sum_is_no_change_however_it_is_written(application):
    Application.objects.update(pay_from="50000.00")
    first, second = opened(application), opened(Application.objects.get())
    saved(application, {**first, "place": "Hamburg"})
    form = saved(application, {**second, "pay_from": "50000", "place": "Hamburg"})
    assert not form.errors


def test_other_mistakes_keep_what_was_seen(application):
    first, second = opened(application), opened(application)
    saved(application, {**first, "place": "Hamburg"})
    form = saved(application, {**second, "applied_on": "never", "place": "Köln"})
    assert form.errors.keys() == {"applied_on", "place"}
    assert json.loads(form["seen"].value())["applied_on"] == ""


@pytest.mark.parametrize("seen", ["", "[", "[1]", '{"place": 7}', "[" * 50_000, "null"])
def test_what_we_never_wrote_tells_nothing(application, seen):
    form = saved(application, {**opened(application), "place": "Köln", "seen": seen})
    assert not form.errors
    assert application.place == "Köln"


def test_field_that_a_form_drops_is_not_carried_along(application):
    form = PlaceForm(instance=application)
    del form.fields["place"]
    assert "Berlin" not in str(form["seen"])


def test_field_is_hidden(application):
    assert isinstance(PlaceForm(instance=application).fields["seen"].widget, forms.HiddenInput)
