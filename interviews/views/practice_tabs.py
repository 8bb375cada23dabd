"""The pages of getting ready in general, beside each other above each of them."""

from django.urls import reverse

from applications.views.tabs import Tab

PAGES = (
    ("interviews:practice", "Practice", "mic"),
    ("interviews:questions", "Questions", "message-circle-question-mark"),
    ("interviews:stories", "Stories", "book-open"),
    ("interviews:insights", "Insights", "chart-column"),
)


def tabs(here: str) -> list[Tab]:
    """Links to all of them; `here` is the address of the one that they stand on."""
    return [Tab(label, reverse(address), icon, address == here) for address, label, icon in PAGES]
