"""Signing in, on django-allauth: what we ask, what we refuse, and what the pages say."""

from jobtracker.people.sign_in.again import recently_authenticated

__all__ = ["recently_authenticated"]
