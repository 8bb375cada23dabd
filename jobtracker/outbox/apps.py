from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "jobtracker.outbox"
    label = "outbox"

    def ready(self) -> None:
        from jobtracker.outbox.rights import always_wanted, leaves_no_trace

        always_wanted("account")
        # To somebody who is nobody here any more: their address goes with it.
        always_wanted("erasure")
        leaves_no_trace("erasure")
