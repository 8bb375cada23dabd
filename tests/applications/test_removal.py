"""An application is removed with all that belongs to it, and nothing else."""

import pytest
from django.apps import apps
from django.urls import reverse

from applications.models import Application, Employer, Note, SearchText, Task
from applications.removing import UNSAID, WORDS
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
def application(mira):
    found = make_application(candidate=mira, employer_name="Vale")
    for text in ("One", "Two"):
        Note.objects.create(candidate=mira, application=found, text=text, by=mira.user)
    Task.objects.create(candidate=mira, application=found, text="Write")
    message = make_message(candidate=mira, application=found)
    make_invitation(application=found, message=message)
    make_debrief(interview=make_interview(application=found))
    return found


def test_every_relation_is_said_or_goes_without_saying():
    related = {each.related_model._meta.model_name for each in Application._meta.related_objects}
    assert related == {*WORDS, *UNSAID}


def test_page_says_what_goes_before_it_goes(client, application):
    address = reverse("applications:removal", args=[application.pk])
    assert f'href="{address}"' in client.get(application.get_absolute_url()).content.decode()
    page = client.get(address).content.decode()
    for line in ("2 notes", "1 task", "1 invitation,", "1 interview,", "1 message,", "Vale"):
        assert line in page, line
    assert Application.objects.filter(pk=application.pk).exists()


def test_all_of_it_goes_and_nothing_of_another(client, mira, application):
    other = make_application(candidate=mira, employer_name="Vale")
    answer = client.post(reverse("applications:removal", args=[application.pk]), follow=True)
    assert f"{application} is gone" in answer.content.decode()
    assert [*Application.objects.all()] == [other]
    assert [*SearchText.objects.values_list("application", flat=True)] == [other.pk]
    assert Employer.objects.get(name="Vale")
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.many_to_one and field.related_model is Application and field.concrete:
                assert not model._base_manager.filter(**{field.name: application.pk}), model


def test_second_click_finds_nothing(client, application):
    address = reverse("applications:removal", args=[application.pk])
    client.post(address)
    assert client.post(address).status_code == 404
