import pytest

from tests.architecture.markup import problems
from tests.architecture.sources import ROOT, templates


def test_templates_hold_nothing_forbidden():
    found = {path: problems(text) for path, text in templates().items()}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_templates_are_found():
    assert "templates/base.html" in templates()
    assert (ROOT / "templates/base.html").is_file()


@pytest.mark.parametrize(
    "template",
    [
        "<script>alert(1)</script>",
        "<script>{% if a %}let a = {{ a }}{% endif %}</script>",
        "<style>a{}</style>",
        '<p style="color: red">',
        '<p {% if a %}style="color: red"{% endif %}>',
        '<button onclick="go()">',
        '<div hx-on:click="go()">',
        '<div data-hx-on:click="go()">',
        '<a href="javascript:go()">',
        "<a href=\"/a/\" hx-vals='js:{a: go()}'>",
        '<a href="/a/" hx-headers="javascript:go()">',
        '<a href="/a/" hx-trigger="click[ctrlKey]">',
        '<a hx-get="/a/">',
        '<a hx-get="/a/" hx-trigger="click">',
        '<button hx-post="{% url "a" %}">',
        '<form method="post" hx-post="/a/"></form>',
        '<form><button hx-post="/a/">',
        '<form action="/a/"></form><button hx-post="/a/">',
        '<div hx-get="/a/">',
        "{{ letter|safe }}",
        "{% autoescape off %}{{ letter }}{% endautoescape %}",
    ],
)
def test_forbidden(template):
    assert problems(template) != []


@pytest.mark.parametrize(
    "template",
    [
        '<script src="{% static "a.js" %}" defer></script>',
        '<a href="/a/" hx-get="/a/" hx-trigger="click">',
        '<form action="{% url "a" %}" hx-post="{% url "a" %}"></form>',
        '<form action="/a/"><select hx-get="/a/" hx-trigger="change"></select></form>',
        '<form action="/a/"><button formaction="/b/" hx-post="/b/"></button></form>',
        '<button form="decision" hx-post="/a/">',
        '<section hx-get="/a/" hx-trigger="decision:made from:body">',
        "{# <script>alert(1)</script> #}",
        '{% comment %}<p style="a">{% endcomment %}<p class="{% if a > b %}c{% endif %}">',
        '<p data-only="once">once</p>',
    ],
)
def test_allowed(template):
    assert problems(template) == []


def test_problem_names_its_line():
    assert problems("<p>\n{% if a\n%}\n<style></style>") == ["line 4: a style element"]
