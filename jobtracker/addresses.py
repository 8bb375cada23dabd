"""Addresses for what is read outside of the site: mail."""

from django.conf import settings


def in_full(path: str) -> str:
    """The address of one of our pages, with where the site is."""
    return f"{settings.SITE_URL}{path}"
