"""Controls are drawn as Django draws them, spaces between tags aside."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from jobtracker.ui.widgets import DRAWN, Renderer

ODD = "\"<b>'&amp;\n{{ x }} %s"
CHOICES = [("", "Any"), ("a", ODD), (3, gettext_lazy("Monday")), ("é", mark_safe("<i>é</i>"))]
GROUPED = [("Group <1>", [("a", "A"), ("b", "B")]), ("c", "C")]
WITHOUT = {"id": "one", "class": 'a "b"', "required": True, "disabled": False, "data-n": 3}
INPUTS = [
    forms.TextInput,
    forms.EmailInput,
    forms.URLInput,
    forms.PasswordInput,
    forms.HiddenInput,
    forms.CheckboxInput,
    forms.NumberInput,
    forms.DateInput,
    forms.DateTimeInput,
    forms.TimeInput,
    forms.FileInput,
    forms.Textarea,
    forms.ColorInput,
    forms.SearchInput,
    forms.TelInput,
]
MANY = [forms.Select, forms.SelectMultiple, forms.RadioSelect, forms.CheckboxSelectMultiple]
VALUES = [None, "", "a", ODD, "\nx", 3, 0, True, Decimal("1.50"), date(2026, 7, 1), mark_safe("<")]


def both(widget, value, attrs):
    name = 'field "1"'
    return [
        widget.render(name, value, attrs=dict(attrs), renderer=renderer)
        for renderer in (Renderer(), DjangoTemplates())
    ]


def assert_same(ours, djangos):
    assert parse_html(ours) == parse_html(djangos)
    assert type(ours) is type(djangos)


@pytest.mark.parametrize("attrs", [{}, WITHOUT], ids=["bare", "with attributes"])
@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("kind", INPUTS)
def test_input(kind, value, attrs):
    assert kind().template_name in DRAWN
    ours, djangos = both(kind(), value, attrs)
    assert_same(ours, djangos)
    # There are no spaces between tags here that might be another's.
    assert ours == djangos


@pytest.mark.parametrize("attrs", [{}, WITHOUT], ids=["bare", "with attributes"])
@pytest.mark.parametrize("value", [None, "", "a", 3, ["a", "é"], ODD], ids=repr)
@pytest.mark.parametrize("choices", [[], CHOICES, GROUPED], ids=["none", "choices", "groups"])
@pytest.mark.parametrize("kind", MANY)
def test_choice(kind, choices, value, attrs):
    assert kind().template_name in DRAWN
    assert_same(*both(kind(choices=choices), value, attrs))


@pytest.mark.parametrize("value", ["", "a", ODD])
def test_one_button_of_several(value):
    class Form(forms.Form):
        pick = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)

    def drawn(renderer):
        form = Form(initial={"pick": value}, renderer=renderer)
        return [(str(each), each.tag()) for each in form["pick"]]

    for ours, djangos in zip(drawn(Renderer()), drawn(DjangoTemplates()), strict=True):
        assert list(map(parse_html, ours)) == list(map(parse_html, djangos))


def test_what_is_not_drawn_here_is_djangos(settings):
    widget = forms.ClearableFileInput()
    assert widget.template_name not in DRAWN
    assert len(set(both(widget, None, {}))) == 1
    assert settings.FORM_RENDERER == "jobtracker.ui.widgets.Renderer"
