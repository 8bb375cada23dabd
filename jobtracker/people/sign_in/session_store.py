"""Sessions in the database, read by a statement that is put into SQL once."""

from datetime import datetime
from typing import override

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from jobtracker.prepared import Prepared


def _open(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


# Every request begins with it.
OPEN = Prepared(_open)


class SessionStore(db.SessionStore):
    """Django's own; only how a session is looked up is another way."""

    @classmethod
    @override
    def get_model_class(cls) -> type[Session]:
        return Session

    @override
    def _get_session_from_db(self) -> Session | None:  # type: ignore[misc] # the stubs lack it
        found = OPEN.rows(key=self.session_key or "", now=timezone.now())
        if not found:
            self._session_key = None
        return next(iter(found), None)
