"""Each form that changes something carries a key, by which it counts once however often it comes.

https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ says it of requests.
"""

import re

import pytest

from tests.architecture.sources import templates

FORM = re.compile(r"<form\b[^>]*?\bmethod=\"post\".*?</form>", re.DOTALL)
# They come before anybody is signed in, or are allauth's, which sees to it by itself.
ACCOUNTS = ("account", "mfa", "socialaccount", "usersessions")
WITHOUT = {
    "templates/applications/given.html": "reads, and fills in a form",
    "templates/applications/from_browser.html": "reads, and fills in a form",
    "templates/leave/index.html": "a download",
    "templates/leave/erasure.html": "there is nobody left who could send it again",
    "templates/ui/header.html": "signs out",
    "templates/people/invite/unusable.html": "signs out",
    "templates/people/way_out.html": "ends what stays ended, for nobody who is signed in",
    "templates/interviews/client/feedback.html": "takes one answer, of nobody who is signed in",
    "templates/interviews/your_interest.html": "sent at each change, with the value that counts",
    "templates/interviews/your_facts.html": "sent at each change, with the values that count",
    "templates/interviews/preparation/checklist.html": "says whether a step is to be done or not",
}
INCLUDE = re.compile(r"{% include \"(.*?)\".*?%}")


def without_key(text):
    return [form for form in FORM.findall(text) if "{% form_key" not in whole(form)]


def whole(text):
    return INCLUDE.sub(lambda match: templates()[f"templates/{match[1]}"], text)


def test_every_form_that_changes_something_has_a_key():
    found = {
        path: forms
        for path, text in templates().items()
        if path.split("/")[1] not in ACCOUNTS
        if (forms := without_key(text))
    }
    assert found.keys() == WITHOUT.keys()
    assert all(len(forms) == 1 for forms in found.values())


def test_forms_are_found():
    assert sum(len(FORM.findall(text)) for text in templates().values()) > 100


@pytest.mark.parametrize(
    "form",
    [
        '<form method="post" action="/a/">{% csrf_token %}</form>{% form_key %}',
        '<form class="a"\n method="post">{% csrf_token %}</form>',
    ],
)
def test_form_without_key(form):
    assert without_key(form)
