"""Argon2, with a cap on the memory that many sign-ins at once can take."""

from threading import BoundedSemaphore
from typing import override

from django.contrib.auth.hashers import Argon2PasswordHasher

# Each takes about 100 MB for a tenth of a second.
MOST_AT_ONCE = 2


class CappedArgon2(Argon2PasswordHasher):
    """Django's own; but a process hashes two passwords at a time, and the rest wait."""

    turn = BoundedSemaphore(MOST_AT_ONCE)

    @override
    def encode(self, password: str, salt: str) -> str:
        with self.turn:
            return super().encode(password, salt)

    @override
    def verify(self, password: str, encoded: str) -> bool:
        with self.turn:
            return super().verify(password, encoded)
