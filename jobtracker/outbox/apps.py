from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "jobtracker.outbox"
    label = "outbox"

    def ready(self) -> None:
        from jobtracker.outbox.rights import always_wanted

        always_wanted("account")
