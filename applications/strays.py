"""Files without a row: whoever wrote one was interrupted before the row was there for good."""

from datetime import datetime, timedelta

from django.core.files.storage import Storage, default_storage

from applications.models import DocumentVersion
from jobtracker.durable_files import DurableStorage

FOLDER = "documents"
# A transaction under way may be about to store the row of a file that is there already.
WAIT = timedelta(days=1)
AT_ONCE = 500


def remove_strays(at: datetime, storage: Storage = default_storage) -> bool:
    """Remove files that no row names, a day after they were written; whether there were any."""
    if not isinstance(storage, DurableStorage):
        return False
    found = False
    names: list[str] = []
    for name in storage.stored_before(at - WAIT, FOLDER):
        names.append(name)
        if len(names) == AT_ONCE:
            found |= remove_unnamed(storage, names)
            names = []
    return remove_unnamed(storage, names) or found


def remove_unnamed(storage: Storage, names: list[str]) -> bool:
    rows = DocumentVersion.objects.filter(file__in=names)
    strays = set(names) - set(rows.values_list("file", flat=True))
    for name in strays:
        storage.delete(name)
    return bool(strays)
