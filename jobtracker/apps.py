"""The project itself as a Django app: it has no tables, only its start-up checks."""

from django.apps import AppConfig


class JobtrackerConfig(AppConfig):
    name = "jobtracker"

    def ready(self) -> None:
        from jobtracker import checks  # noqa: F401  (importing registers them)
        from jobtracker.reminding import (  # noqa: F401  (they say which of their mails may go)
            afterwards,
            deadlines,
            from_desk,
            morning,
        )
