"""Each interview gets the name that calendars know it by."""

from uuid import uuid4

from django.db import migrations


def give_uids(apps, _editor):
    rows = apps.get_model("interviews", "Interview").objects.filter(uid=None)
    for pk in list(rows.values_list("pk", flat=True)):
        rows.filter(pk=pk).update(uid=uuid4())


class Migration(migrations.Migration):
    dependencies = [("interviews", "0006_agenda")]

    operations = [migrations.RunPython(give_uids, migrations.RunPython.noop)]
