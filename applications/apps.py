from typing import override

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    @override
    def ready(self) -> None:
        from applications import (
            on_behalf_mail,  # noqa: F401 - says which of its mails are still wanted
            search_upkeep,  # noqa: F401 - it listens from then on
        )
