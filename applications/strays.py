"""Files without a row: whoever wrote one was interrupted before the row was there for good."""

from datetime import datetime, timedelta
from itertools import batched

from django.core.files.storage import Storage, default_storage
from django.db import models

from jobtracker.durable_files import DurableStorage

# A transaction under way may be about to store the row of a file that is there already.
WAIT = timedelta(days=1)
AT_ONCE = 500


class Strays:
    """A job that removes the files of a folder that no row names, a day after they were written.

    The rows name them in a column called `file`.
    """

    def __init__(self, folder: str, model: type[models.Model]) -> None:
        self.folder, self.rows = folder, model._base_manager

    def __call__(self, at: datetime, storage: Storage = default_storage) -> bool:
        """Whether there were any."""
        if not isinstance(storage, DurableStorage):
            return False
        written = storage.stored_before(at - WAIT, self.folder)
        removed = [self._remove_unnamed(storage, names) for names in batched(written, AT_ONCE)]
        return any(removed)

    def _remove_unnamed(self, storage: Storage, names: tuple[str, ...]) -> bool:
        named = self.rows.filter(file__in=names).values_list("file", flat=True)
        strays = set(names) - set(named)
        for name in strays:
            storage.delete(name)
        return bool(strays)
