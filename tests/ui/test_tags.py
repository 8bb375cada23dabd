from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.messages import DEBUG, ERROR
from django.contrib.messages.storage.base import Message
from django.template import TemplateSyntaxError, engines
from django.utils import timezone, translation
from selectolax.lexbor import LexborHTMLParser

from jobtracker.ui import tags

START = datetime(2026, 7, 9, 14, tzinfo=ZoneInfo("Australia/Sydney"))

COMPLETE = {
    "badge": "{% badge 'Applied' %}",
    "banner": "{% banner %}a{% endbanner %}",
    "button": "{% button 'Save' %}",
    "card": "{% card 'Facts' %}a{% endcard %}",
    "choice_button": "{% choice_button 'Accept' icon='check' name='choice' value='accept' %}",
    "disclosure": "{% disclosure 'More' %}a{% enddisclosure %}",
    "empty": "{% empty 'Nothing here' %}",
    "fact": "{% fact 'Who' 'Ada' %}",
    "happening": "{% happening 'Moved' %}a{% endhappening %}",
    "icon": "{% icon 'check' %}",
    "mail": "{% mail sender='Ada' subject='Hello' %}a{% endmail %}",
    "notice": "{% notice 'Careful' %}a{% endnotice %}",
    "page_header": "{% page_header 'Home' %}a{% endpage_header %}",
    "reason": "{% reason 'Practice' icon='dumbbell' %}a{% endreason %}",
    "row": "{% row 'Analyst' href='/1/' %}a{% endrow %}",
    "steps": "{% steps 'One' 'Two' current=1 %}",
    "verdict": "{% verdict 'Say yes' tone='green' icon='check' %}a{% endverdict %}",
    "red_flag": (
        "{% red_flag 'Pay' severity='minor' severity_label='Minor' source='Ada' %}"
        "a{% endred_flag %}"
    ),
}


def draw(source, **context):
    return LexborHTMLParser(engines["django"].from_string(source).render(context))


def words(node):
    return " ".join(node.text().split())


@pytest.mark.parametrize("source", COMPLETE.values(), ids=COMPLETE.keys())
def test_component_draws(source):
    assert draw(source).css_first("body *") is not None


@pytest.mark.parametrize("source", COMPLETE.values(), ids=COMPLETE.keys())
def test_component_refuses_an_unknown_parameter(source):
    wrong = source.replace(" %}", " colour='red' %}", 1)
    with pytest.raises(TemplateSyntaxError, match="colour"):
        draw(wrong)


@pytest.mark.parametrize(
    "source",
    [
        "{% badge 'Applied' 'mauve' %}",
        "{% button 'Save' kind='huge' %}",
        "{% notice 'Careful' tone='loud' %}{% endnotice %}",
        "{% verdict 'Yes' tone='best' icon='check' %}{% endverdict %}",
        "{% red_flag 'Pay' severity='bad' severity_label='' source='' %}{% endred_flag %}",
    ],
)
def test_component_refuses_an_unknown_choice(source):
    with pytest.raises(ValueError, match="is not a valid"):
        draw(source)


@pytest.mark.parametrize("source", COMPLETE.values(), ids=COMPLETE.keys())
def test_icons_are_hidden_from_screen_readers_and_carry_no_style(source):
    for svg in draw(source).css("svg"):
        assert svg.attributes["aria-hidden"] == "true"
        assert not svg.css("[style]")


@pytest.mark.parametrize(
    "source",
    [
        "{% badge text %}",
        "{% button text %}",
        "{% card text %}{{ text }}{% endcard %}",
        "{% fact text text note=text %}",
        "{% mail sender=text subject=text %}{{ text }}{% endmail %}",
        "{% row text href='/' meta=text %}{% endrow %}",
        "{% verdict text tone='blue' icon='info' %}{{ text }}{% endverdict %}",
        "{% page_header text lead=text %}{% endpage_header %}",
    ],
)
def test_component_escapes_what_people_wrote(source):
    html = draw(source, text="<b>bold</b>")
    assert html.css("b") == []
    assert "<b>bold</b>" in html.text()


def test_button_is_a_link_when_it_goes_somewhere():
    link = draw("{% button 'Export' href='/export/' download=True %}").css_first("a.button")
    assert link.attributes["href"] == "/export/"
    assert "download" in link.attributes


def test_button_sends_its_name_and_value():
    button = draw("{% button 'Yes' name='answer' value='yes' form='f' %}").css_first("button")
    expected = {"type": "submit", "name": "answer", "value": "yes", "form": "f"}
    assert expected.items() <= button.attributes.items()


def test_copying_button_waits_for_its_script():
    button = draw("{% button 'Copy' copies='letter' %}").css_first("button")
    expected = {"type": "button", "data-copy": "letter", "hidden": None}
    assert expected.items() <= button.attributes.items()


def test_choice_buttons_differ_in_nothing_but_their_words_icon_and_value():
    tag = "{% choice_button text icon='check' name='choice' value=value %}"
    accept = draw(tag, text="A", value="a").html
    decline = draw(tag, text="B", value="b").html
    assert accept.replace(">A<", ">B<").replace('"a"', '"b"').replace("\n  A", "\n  B") == decline


def test_fact_without_value_says_so_in_words():
    row = draw("{% fact 'Where' '' unknown='Worth asking' %}").css_first(".fact")
    assert words(row.css_first("dd")) == "Worth asking"
    assert "data-unknown" in row.attributes


def test_fact_takes_markup_from_another_tag():
    source = "{% when start 'Australia/Sydney' as slot %}{% fact 'When' slot %}"
    assert draw(source, start=START).css_first("dd time") is not None


@time_machine.travel("2026-07-01T08:00:00Z", tick=False)
def test_when_adds_the_readers_clock():
    with timezone.override("Europe/Stockholm"):
        html = draw("{% when start 'Australia/Sydney' %}", start=START)
    assert html.css_first("time").attributes["datetime"] == "2026-07-09T14:00:00+10:00"
    assert words(html.body) == "Thu 9 July, 14:00 (Sydney) 06:00 your time"


@time_machine.travel("2026-07-01T08:00:00Z", tick=False)
def test_when_is_said_once_in_the_readers_own_zone():
    with timezone.override("Australia/Sydney"):
        html = draw("{% when start 'Australia/Sydney' %}", start=START)
    assert words(html.body) == "Thu 9 July, 14:00 (Sydney)"


@time_machine.travel("2026-07-08T08:00:00Z", tick=False)
def test_due_by_speaks_of_tomorrow():
    with timezone.override("Australia/Sydney"):
        assert words(draw("{% due_by at %}", at=START).body) == "tomorrow, 14:00"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "9 July 2026 | 14:00 | 9 July 2026, 14:00"),
        ("en-us", "July 9, 2026 | 2:00 PM | July 9, 2026, 2:00 PM"),
    ],
)
def test_filters_write_a_time_on_the_readers_clock_in_their_language(language, said):
    with timezone.override("Australia/Sydney"), translation.override(language):
        html = draw("{{ at|day }} | {{ at|clock }} | {{ at|moment }}", at=START.astimezone(UTC))
    assert words(html.body) == said


def test_filters_say_nothing_of_no_time():
    assert words(draw("{{ at|day }}{{ at|clock }}{{ at|moment }}", at=None).body) == ""


def test_steps_mark_the_current_and_say_what_is_done():
    done, current, _ = draw("{% steps 'Read' 'Decide' 'Reply' current=2 %}").css("li")
    assert words(done) == "Done: Read"
    assert current.attributes["aria-current"] == "step"


def test_resolved_flag_loses_its_tone():
    source = COMPLETE["red_flag"].replace("'minor'", "'absolute'")
    assert draw(source).css_first(".flag").attributes["data-tone"] == "rose"
    resolved = draw(source.replace("source=", "resolved=True source="))
    assert resolved.css_first(".flag").attributes["data-tone"] == "stone"


@pytest.mark.parametrize(("level", "tone"), [(ERROR, "rose"), (DEBUG, "blue")])
def test_flash_takes_its_tone_from_the_level(level, tone):
    flash = draw("{% flash message %}", message=Message(level, "Kept")).css_first(".flash")
    assert flash.attributes["data-tone"] == tone
    assert words(flash) == "Kept"


@pytest.mark.parametrize(
    ("path", "current"),
    [("/applications/list/", "page"), ("/applications/list/7/", "true"), ("/desk/", None)],
)
def test_nav_link_knows_where_the_reader_is(settings, path, current):
    settings.ROOT_URLCONF = "tests.ui.gallery"
    source = "{% nav_link 'Applications' 'applications:list' icon='briefcase' %}"
    link = draw(source, request=SimpleNamespace(path=path)).css_first("a")
    assert link.attributes.get("aria-current") == current


def test_nav_link_home_is_not_current_everywhere(settings):
    settings.ROOT_URLCONF = "tests.ui.gallery"
    link = draw("{% nav_link 'Home' 'home' icon='house' %}", request=SimpleNamespace(path="/desk/"))
    assert "aria-current" not in link.css_first("a").attributes


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, False),
        (date(2026, 7, 1), False),
        (date(2026, 6, 30), True),
        (datetime(2026, 7, 1, 8, 59, tzinfo=UTC), True),
        (datetime(2026, 7, 1, 9, 1, tzinfo=UTC), False),
    ],
)
def test_past_is_what_was_to_be_done_before_now_or_today(value, said, time_machine):
    time_machine.move_to("2026-07-01T09:00:00Z", tick=False)
    assert tags.is_past(value) is said


def test_days_and_months_are_named(time_machine):
    time_machine.move_to("2026-07-01T09:00:00Z", tick=False)
    day = date(2026, 7, 9)
    assert (tags.month(day), tags.day_name(day), tags.weekday(day)) == (
        "July 2026",
        "Thu",
        "Thu 9 July",
    )
