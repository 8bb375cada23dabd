"""One application as a row of the list, and as a card on the board."""

from collections.abc import Container

from django import template
from django.utils.safestring import SafeString

from applications.lines import Line
from jobtracker.ui.drawn import draw

register = template.Library()


@register.simple_tag
def table_row(
    line: Line, ticked: Container[int], *, shows_interest: bool, has_pay: bool
) -> SafeString:
    """The row, ticked if its number is among these."""
    columns = {"shows_interest": shows_interest, "has_pay": has_pay}
    return draw("applications/row", line.texts, **line.marks, **columns, ticked=line.pk in ticked)


@register.simple_tag
def board_card(line: Line, ticked: Container[int] = ()) -> SafeString:
    return draw("applications/card", line.texts, **line.marks, ticked=line.pk in ticked)
