"""Who is signed in, with what every page asks about them, in one query."""

from typing import override

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from jobtracker.people.models import User
from jobtracker.prepared import Prepared


def _with_roles(user: int) -> QuerySet[User]:
    return User.objects.with_roles().filter(pk=user)


# Every request of a signed-in person starts with it.
SIGNED_IN = Prepared(_with_roles)


class RolesBackend(AuthenticationBackend):
    """allauth's own backend; it only fetches more at once."""

    @override
    def get_user(self, user_id: int) -> User | None:
        user = next(iter(SIGNED_IN.rows(user=user_id)), None)
        return user if user is not None and self.user_can_authenticate(user) else None
