from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "interviews"

    def ready(self) -> None:
        import interviews.client_mail
        import interviews.sending  # noqa: F401 - says what letters in the outbox go by
