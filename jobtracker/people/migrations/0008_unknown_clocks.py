from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_what_nobody_chose(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Only who started a search was ever asked; for everybody else, UTC stood there by itself."""
    users = apps.get_model("people", "User").objects
    users.filter(time_zone="UTC", candidate=None).update(time_zone="")


def take_utc(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("people", "User").objects.filter(time_zone="").update(time_zone="UTC")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_told_of_endings"),
    ]

    operations = [
        migrations.RunPython(forget_what_nobody_chose, take_utc),
    ]
