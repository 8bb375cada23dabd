"""Who is signed in, with what every page asks about them, in one query."""

from typing import override

from django.contrib.auth.backends import ModelBackend

from jobtracker.people.models import User


class RolesBackend(ModelBackend):
    """Django's own backend; it only fetches more at once."""

    @override
    def get_user(self, user_id: int) -> User | None:
        user = User.objects.with_roles().filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
