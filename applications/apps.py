from typing import override

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    @override
    def ready(self) -> None:
        from applications import search_upkeep  # noqa: F401 - it listens from then on
