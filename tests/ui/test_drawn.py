"""A component that is drawn once says for each call what a template would say."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.safestring import mark_safe

from jobtracker.ui.drawn import draw, render
from jobtracker.ui.vocabulary import ButtonKind, Tone

CARD = {"content": mark_safe("<p>a</p>"), "title": "Facts", "id": "facts", "note": ""}
LINK = {"text": "Go", "href": "/?a=1&b=2", "copies": "", "name": "", "value": "", "form": ""}
LOOKS = {"icon": "", "kind": ButtonKind.PLAIN, "type": "submit", "download": False}


@pytest.mark.parametrize(
    ("component", "texts", "choices"),
    [
        ("ui/card", CARD, {"icon": "check", "level": 2}),
        ("ui/card", {**CARD, "title": "", "id": ""}, {"icon": "", "level": 3}),
        ("ui/card", {**CARD, "title": "100 % <b>&amp;</b> %(note)s"}, {"icon": "", "level": 2}),
        ("ui/card", {**CARD, "title": "\x02note\x03", "note": "n"}, {"icon": "", "level": 2}),
        ("ui/button", {**LINK, "formaction": ""}, LOOKS),
        ("ui/button", {**LINK, "href": "", "formaction": "/b/", "name": "n", "value": 0}, LOOKS),
        ("ui/button", {**LINK, "href": "", "formaction": "", "name": "n", "value": False}, LOOKS),
        ("ui/badge", {"text": "New"}, {"icon": "", "tone": Tone.ROSE}),
        ("ui/badge", {"text": None}, {"icon": "", "tone": Tone.ROSE}),
        ("ui/badge", {"text": 1_234_567}, {"icon": "", "tone": Tone.ROSE}),
        ("ui/badge", {"text": Decimal("12.50")}, {"icon": "", "tone": Tone.ROSE}),
        ("ui/badge", {"text": date(2026, 7, 9)}, {"icon": "", "tone": Tone.ROSE}),
        (
            "ui/empty",
            {"title": "None", "text": "", "action": "Add <one>", "href": "/new/"},
            {"icon": "inbox"},
        ),
    ],
)
def test_drawn_once_is_as_drawn_anew(component, texts, choices):
    assert draw(component, texts, **choices) == render(component, **texts, **choices)
    again = {name: text and "another" for name, text in texts.items()}
    assert draw(component, again, **choices) == render(component, **again, **choices)
