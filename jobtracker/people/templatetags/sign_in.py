"""What the pages of signing in ask about this installation."""

from pathlib import Path

import qrcode
from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jobtracker.environment import LOCAL_HOSTS

QUIET_ZONE = 4

register = template.Library()


@register.simple_tag
def mail_folder() -> str:
    """The folder that mails are written to, by its name alone; "" where they are really sent.

    Told only where nobody but this machine can ask.
    """
    written_to = settings.MAILERS["default"].get("OPTIONS", {}).get("file_path", "")
    is_local = set(settings.ALLOWED_HOSTS) <= LOCAL_HOSTS
    return Path(written_to).name if is_local else ""


@register.simple_tag
def provider_name() -> str:
    """What the firm calls its own sign-on; "" where there is none."""
    return settings.SIGN_ON.name if settings.SIGN_ON else ""


@register.simple_tag
def qr_code(text: str, label: str) -> SafeString:
    """A square to point a phone at, drawn without an image file."""
    code = qrcode.QRCode(border=QUIET_ZONE)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x},{y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return format_html(
        '<svg class="qr-code" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">'
        '<path d="{2}"/></svg>',
        len(rows), label, path,
    )  # fmt: skip


@register.filter
def in_fours(code: str) -> SafeString:
    """A long code in groups that the eye can hold, drawn apart and copied together."""
    groups = (code[start : start + 4] for start in range(0, len(code), 4))
    return format_html_join("", "<span>{}</span>", ((each,) for each in groups))
