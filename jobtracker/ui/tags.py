"""The components every page is made of.

Each tag names its parameters, so a misspelt one fails when the template is compiled, and takes
its choices from `vocabulary`, so a wrong one fails when it is drawn. The markup is in
`templates/ui/`, one component a file. `tests/ui/templates/gallery.html` shows them all.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache
from secrets import token_urlsafe
from typing import TYPE_CHECKING, cast

from django import template
from django.contrib.messages import ERROR, INFO, SUCCESS, WARNING
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jobtracker.addresses import address
from jobtracker.clock import zone_named
from jobtracker.ui import forms
from jobtracker.ui.drawn import draw, render
from jobtracker.ui.icons import icon
from jobtracker.ui.vocabulary import ButtonKind, Severity, Tone
from jobtracker.ui.when import ago as said_ago
from jobtracker.ui.when import (
    at_hour,
    describe,
    due,
    for_reader,
    in_full,
    in_month,
    on_day,
    on_weekday,
)

if TYPE_CHECKING:
    from django.http import HttpRequest

# How the key of a form begins that is filled in already.
FILLED = "f-"
FLASHES = {
    INFO: (Tone.BLUE, "info"),
    SUCCESS: (Tone.GREEN, "circle-check"),
    WARNING: (Tone.AMBER, "triangle-alert"),
    ERROR: (Tone.ROSE, "circle-alert"),
}

register = template.Library()
register.simple_tag(icon)
# In place of Django's own, which work each out again.
register.simple_tag(address, name="url")
register.simple_tag(cache(static), name="static")


def drawn_once[**P](component: Callable[P, SafeString]) -> Callable[P, SafeString]:
    """For what holds nothing but its parameters; text and safe text are kept apart."""
    return cast("Callable[P, SafeString]", lru_cache(maxsize=2_000, typed=True)(component))


# Forms


@register.simple_tag
def form_key(*, filled: bool = False) -> SafeString:
    """A hidden key, by which a form that is sent twice counts once.

    `filled`: more stands in the form than its reader typed, and nothing says what that was.
    """
    key = f"{FILLED if filled else ''}{token_urlsafe(16)}"
    return format_html('<input type="hidden" name="form_key" value="{}">', key)


@register.simple_tag
def field(bound: BoundField, *, size: str = "full", hide_label: bool = False) -> SafeString:
    """Label, control, help and error of one form field. `size`: short, medium or full."""
    texts = {**forms.texts(bound), "widget": str(bound), "id": bound.id_for_label, "size": size}
    looks = {"control": forms.control(bound), "is_optional": not bound.field.required}
    return draw("ui/field", texts, hide_label=bool(hide_label), **looks)


@register.simple_tag
def scale(bound: BoundField) -> SafeString:
    """A radio field as a row of numbered steps; choices are (value, what it means)."""
    is_optional = not bound.field.required
    return render("ui/scale", options=bound, is_optional=is_optional, **forms.texts(bound))


@register.simple_tag
def field_error(bound: BoundField) -> SafeString:
    """What is wrong with a field that a page draws by itself; nothing where nothing is."""
    return draw("ui/field_error", forms.texts(bound))


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """All errors of a submitted form with links to their fields; nothing if there are none."""
    return render("ui/error_summary", errors=forms.all_errors(form))


@register.simple_tag
@drawn_once
def button(
    text: str,
    *,
    icon: str = "",
    kind: str = "plain",
    href: str = "",
    type: str = "submit",  # noqa: A002 - HTML's own word
    name: str = "",
    value: str = "",
    form: str = "",
    formaction: str = "",
    copies: str = "",
    download: bool = False,
) -> SafeString:
    """A button, or a link that looks like one if `href` is given.

    `copies` is the id of the element whose text it puts on the clipboard; `form` the id of the
    form it belongs to when it stands outside of it.
    """
    attributes = {"name": name, "value": value, "form": form, "formaction": formaction}
    texts = {"text": text, "href": href, "copies": copies, **attributes}
    return draw(
        "ui/button", texts, icon=icon, kind=ButtonKind(kind), type=type, download=bool(download)
    )


@register.simple_tag
def choice_button(
    text: str, *, icon: str, name: str, value: str, hint: str = "", form: str = ""
) -> SafeString:
    """One of several answers of equal weight; they go into `<div class="choices">`."""
    texts = {"text": text, "name": name, "value": value, "hint": hint, "form": form}
    return draw("ui/choice_button", texts, icon=icon)


# Content


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    *,
    icon: str = "",
    id: str = "",  # noqa: A002
    level: int = 2,
    note: str = "",
) -> SafeString:
    """A titled surface. `level` is the heading's; `note` stands at the title's far end."""
    texts = {"content": content, "title": title, "id": id, "note": note}
    return draw("ui/card", texts, icon=icon, level=level)


@register.simple_tag
@drawn_once
def badge(text: str, tone: str = "stone", icon: str = "") -> SafeString:
    """A short state in words, with its tone and, better, an icon."""
    return draw("ui/badge", {"text": text}, tone=Tone(tone), icon=icon)


@register.simple_tag
def fact(
    label: str,
    value: object = "",
    *,
    icon: str = "",
    unknown: str = "Not known yet",
    note: str = "",
) -> SafeString:
    """One row of `<dl class="facts">`; without a value it says `unknown`, visibly."""
    texts = {"label": label, "value": value, "unknown": unknown, "note": note}
    return draw("ui/fact", texts, icon=icon)


@register.simple_tag
def empty(
    title: str, text: str = "", *, action: str = "", href: str = "", icon: str = "inbox"
) -> SafeString:
    """What a list says when there is nothing in it, and the one thing to do about it."""
    texts = {"title": title, "text": text, "action": action, "href": href}
    return draw("ui/empty", texts, icon=icon)


@register.simple_block_tag
def disclosure(content: str, summary: str, *, icon: str = "", open: bool = False) -> SafeString:  # noqa: A002
    """Content behind its summary, opened without any script."""
    return draw(
        "ui/disclosure", {"content": content, "summary": summary}, icon=icon, open=bool(open)
    )


@register.simple_block_tag
def notice(content: str, title: str = "", *, tone: str = "blue", icon: str = "info") -> SafeString:
    """A boxed remark; rose with `shield-alert` for safety, blue for information."""
    return draw("ui/notice", {"content": content, "title": title}, tone=Tone(tone), icon=icon)


@register.simple_block_tag
def banner(content: str, *, icon: str = "eye", tone: str = "violet") -> SafeString:
    """A strip across the page, above everything, that says in whose place one acts."""
    return draw("ui/banner", {"content": content}, icon=icon, tone=Tone(tone))


@register.simple_block_tag
def page_header(
    content: str, title: str, *, lead: str = "", back: str = "", back_href: str = ""
) -> SafeString:
    """The page's h1 with its lead and the way back; the content holds badges and actions."""
    back_to = {"back": back, "back_href": back_href}
    return draw("ui/page_header", {"content": content, "title": title, "lead": lead, **back_to})


@register.simple_block_tag
def row(content: str, title: str, *, href: str, meta: str = "", icon: str = "") -> SafeString:
    """One line of `<ul class="rows">`: a link with a second line; the content stands at its end."""
    texts = {"content": content, "title": title, "href": href, "meta": meta}
    return draw("ui/row", texts, icon=icon)


@register.simple_tag
def steps(*labels: str, current: int) -> SafeString:
    """Where one is in a short sequence; `current` counts from 1."""
    numbered = list(enumerate(labels, start=1))
    return render("ui/steps", steps=numbered, current=current)


@register.simple_block_tag
def happening(
    content: str,
    title: str,
    *,
    at: object = "",
    by: str = "",
    icon: str = "dot",
    tone: str = "stone",
) -> SafeString:
    """One entry of `<ol class="timeline">`; the content is its detail."""
    texts = {"content": content, "title": title, "at": at, "by": by}
    return draw("ui/happening", texts, icon=icon, tone=Tone(tone))


@register.simple_block_tag
def mail(content: str, *, sender: str, subject: str, at: object = "") -> SafeString:
    """An original message as it came: who, what about, when, and its plain text."""
    return draw("ui/mail", {"content": content, "sender": sender, "subject": subject, "at": at})


@register.simple_tag
def flash(message: Message) -> SafeString:
    """One of Django's messages."""
    tone, icon = FLASHES.get(message.level, FLASHES[INFO])
    return render("ui/flash", message=message, tone=tone, icon=icon)


# The decision


@register.simple_block_tag
def verdict(
    content: str, headline: str, *, tone: str, icon: str, kicker: str = "What we'd suggest"
) -> SafeString:
    """The advice: at most ten words of headline; the content holds reasons and next step."""
    texts = {"content": content, "headline": headline, "kicker": kicker}
    return draw("ui/verdict", texts, tone=Tone(tone), icon=icon)


@register.simple_block_tag
def reason(content: str, title: str, *, icon: str) -> SafeString:
    """One entry of `<ul class="reasons">`; the content is the person's own evidence."""
    return draw("ui/reason", {"content": content, "title": title}, icon=icon)


@register.simple_block_tag
def red_flag(
    content: str,
    topic: str,
    *,
    severity: str,
    severity_label: str,
    source: str,
    state: str = "",
    resolved: bool = False,
) -> SafeString:
    """One entry of `<ul class="flags">`; the content holds its buttons."""
    said = {"topic": topic, "severity_label": severity_label, "source": source, "state": state}
    texts = {"content": content, **said}
    return draw("ui/red_flag", texts, severity=Severity(severity), resolved=bool(resolved))


@register.simple_block_tag
def letter(
    content: str,
    body: BoundField,
    *,
    recipient: BoundField,
    subject: BoundField,
    copies: BoundField | None = None,
) -> SafeString:
    """A message to edit, with its head; the content holds the actions."""
    return render(
        "ui/letter", content=content, body=body, recipient=recipient, subject=subject, copies=copies
    )


# Times and navigation


@register.simple_tag
def when(start: datetime, zone: str, end: datetime | None = None) -> SafeString:
    """A time in the zone it was agreed in (IANA name); also on the reader's clock, if another."""
    there, reader = zone_named(zone), zone_named(timezone.get_current_timezone_name())
    text = describe(start, there, end, timezone.localdate().year)
    own = for_reader(start, there, reader, end)
    return draw("ui/when", {"iso": start.astimezone(there).isoformat(), "text": text, "own": own})


@register.simple_tag
def due_by(at: datetime) -> SafeString:
    """A deadline on the reader's clock: "tomorrow, 12:00"."""
    reader = zone_named(timezone.get_current_timezone_name())
    text = due(at, timezone.now(), reader)
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), text)


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """A day in full, as the reader's language writes it: "9 July 2026"; nothing for none."""
    return in_full(value) if value else ""


@register.filter
def month(value: date) -> str:
    """A month with its year: "July 2026"."""
    return in_month(value)


@register.filter
def day_name(value: date) -> str:
    """The weekday alone: "Thu"."""
    return on_weekday(value)


@register.filter
def weekday(value: date) -> str:
    """A day with its weekday; with its year where that is another: "Thu 9 July"."""
    return on_day(value, timezone.localdate().year)


@register.filter
def is_past(value: date | None) -> bool:
    """Whether it was to be done before today, or before now where it is a time."""
    if isinstance(value, datetime):
        return value < timezone.now()
    return bool(value and value < timezone.localdate())


@register.filter(expects_localtime=True)
def clock(value: datetime | None) -> str:
    """The hour of a time on the reader's clock: "14:05"."""
    return at_hour(value) if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """A time on the reader's clock: "9 July 2026, 14:05"."""
    return f"{in_full(value)}, {at_hour(value)}" if value else ""


@register.filter(expects_localtime=True)
def ago(value: datetime) -> str:
    """How long since a time of today: "5 minutes ago"; else the time: "9 July 2026, 14:05"."""
    return said_ago(value, timezone.now()) or moment(value)


@register.simple_tag(takes_context=True)
def nav_link(
    context: template.Context, text: str, view: str, *args: object, icon: str
) -> SafeString:
    """A link of the main navigation, marked when the reader is in that part of the site."""
    request: HttpRequest | None = context.get("request")
    href = address(view, *args)
    path = request.path if request else ""
    inside = path == href or (href != "/" and path.startswith(href))
    current = ("page" if path == href else "true") if inside else ""
    return draw("ui/nav_link", {"text": text, "href": href, "current": current}, icon=icon)
