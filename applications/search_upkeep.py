"""Keeps the words of applications up to date with whatever holds them, in the same transaction.

Rows that are written many at a time send no signal: whoever does that calls `index_all`.
"""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver

from applications.models import Application, Employer, Note, Posting
from applications.search import index_all

WORDY = {
    Application: {"employer", "job_title", "place", "agency", "source"},
    Employer: {"name"},
    Note: {"text", "visibility"},
    Posting: {"text"},
}


@receiver(post_save, sender=Application)
@receiver(post_save, sender=Employer)
@receiver(post_save, sender=Note)
@receiver(post_save, sender=Posting)
def after_saving(
    sender: Any,  # noqa: ANN401
    instance: Any,  # noqa: ANN401
    update_fields: frozenset[str] | None = None,
    raw: bool = False,
    **_signal: Any,  # noqa: ANN401
) -> None:
    """A move changes no word, so it costs nothing here."""
    if not raw and (update_fields is None or WORDY[sender] & update_fields):
        index_all(applications_of(instance))


@receiver(post_delete, sender=Note)
@receiver(post_delete, sender=Posting)
def after_deleting(
    sender: Any,  # noqa: ANN401
    instance: Any,  # noqa: ANN401
    origin: Any,  # noqa: ANN401
    **_signal: Any,  # noqa: ANN401
) -> None:
    """Where it was deleted for itself: with its application the words go too."""
    if sender in (type(origin), getattr(origin, "model", None)):
        index_all(applications_of(instance))


@receiver(post_migrate)
def after_migrating(sender: AppConfig, **_signal: Any) -> None:  # noqa: ANN401
    """Applications from before there was a search are found too."""
    if sender.name == "applications":
        unknown = Application.objects.filter(search_text=None)
        index_all(unknown.order_by("pk").values_list("pk", flat=True))


def applications_of(instance: Any) -> list[int]:  # noqa: ANN401
    if isinstance(instance, Employer):
        return [*instance.applications.values_list("pk", flat=True)]
    return [instance.pk if isinstance(instance, Application) else instance.application_id]
