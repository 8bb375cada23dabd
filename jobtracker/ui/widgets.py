"""Form controls, drawn without Django's templates for them.

Those take a template each for a control, its attributes, and every option and its attributes: a
page with a few forms spent more on them than on the database. The markup is the same.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, override

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

FOLDER = "django/forms/widgets/"
INPUTS = (
    "input", "text", "number", "email", "url", "tel", "search", "password", "hidden", "date",
    "datetime", "time", "color", "file", "checkbox",
)  # fmt: skip

type Widget = Mapping[str, Any]


class Renderer(DjangoTemplates):
    """Django's own; the common controls are drawn here."""

    @override
    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        drawn = DRAWN.get(template_name)
        if drawn is None:
            return super().render(template_name, context, request)
        return mark_safe(drawn(context["widget"]))  # noqa: S308 - each value is escaped below


def attributes(widget: Widget) -> str:
    """As Django writes them: those that are False are left out, those that are True say no more."""
    return "".join(
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def an_input(widget: Widget) -> str:
    value = widget["value"]
    said = "" if value is None else f' value="{escaped(value)}"'
    name, kind = escaped(widget["name"]), escaped(widget["type"])
    return f'<input type="{kind}" name="{name}"{said}{attributes(widget)}>'


def a_textarea(widget: Widget) -> str:
    # A browser drops the first line break, so that what was typed may begin with one.
    text = escaped(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{escaped(widget["name"])}"{attributes(widget)}>\n{text}</textarea>'


def a_select(widget: Widget) -> str:
    options = "".join(groups(widget))
    return f'<select name="{escaped(widget["name"])}"{attributes(widget)}>{options}</select>'


def groups(widget: Widget) -> Iterator[str]:
    for name, options, _ in widget["optgroups"]:
        drawn = "".join(map(an_option, options))
        yield f'<optgroup label="{escaped(name)}">{drawn}</optgroup>' if name else drawn


def an_option(widget: Widget) -> str:
    label = escaped(widget["label"])
    return f'<option value="{escaped(widget["value"])}"{attributes(widget)}>{label}</option>'


def buttons(widget: Widget) -> str:
    """Radio buttons or checkboxes, each with its label."""
    attrs = widget["attrs"]
    given = "".join(
        f' {name}="{escaped(attrs[name])}"' for name in ("id", "class") if attrs.get(name)
    )
    return f"<div{given}>{''.join(groups_of_buttons(widget))}</div>"


def groups_of_buttons(widget: Widget) -> Iterator[str]:
    for name, options, _ in widget["optgroups"]:
        drawn = "".join(f"<div>{a_button(each)}</div>" for each in options)
        yield f"<div><label>{escaped(name)}</label>{drawn}</div>" if name else drawn


def a_button(widget: Widget) -> str:
    if not widget["wrap_label"]:
        return an_input(widget)
    number = widget["attrs"].get("id")
    of = f' for="{escaped(number)}"' if number else ""
    return f"<label{of}>{an_input(widget)} {escaped(widget['label'])}</label>"


def escaped(value: Any) -> SafeString:  # noqa: ANN401 - or what is no text yet
    return conditional_escape(value)


DRAWN: Mapping[str, Callable[[Widget], str]] = {
    **{f"{FOLDER}{name}.html": an_input for name in INPUTS},
    **{f"{FOLDER}{name}_option.html": a_button for name in ("radio", "checkbox", "input")},
    f"{FOLDER}textarea.html": a_textarea,
    f"{FOLDER}select.html": a_select,
    f"{FOLDER}select_option.html": an_option,
    f"{FOLDER}radio.html": buttons,
    f"{FOLDER}checkbox_select.html": buttons,
}
