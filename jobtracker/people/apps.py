from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "jobtracker.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        # It says which of its mails are still wanted.
        import jobtracker.people.mail  # noqa: F401
        from jobtracker.people.sign_in import record, sessions

        record.listen()
        sessions.listen()
