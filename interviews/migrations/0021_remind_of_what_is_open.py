"""Invitations that waited for an answer before there were reminders are looked at, too."""

from django.db import migrations
from django.db.models import F


def look(apps, schema_editor):
    rows = apps.get_model("interviews", "Invitation").objects.using(schema_editor.connection.alias)
    rows.filter(answer_by__isnull=False, remind_at=None).update(remind_at=F("received_at"))


class Migration(migrations.Migration):
    dependencies = [("interviews", "0020_remind_at")]

    operations = [migrations.RunPython(look, migrations.RunPython.noop)]
