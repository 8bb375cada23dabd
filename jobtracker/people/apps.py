from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "jobtracker.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        # They say which of their mails are still wanted.
        import jobtracker.people.mail
        import jobtracker.people.news  # noqa: F401
        from jobtracker.people.sign_in import record, sessions

        record.listen()
        sessions.listen()
