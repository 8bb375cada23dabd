from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "jobtracker.people"
    label = "people"
    verbose_name = "People"
