"""Messages from before there was an inbox: those that became an invitation are kept with it."""

from django.db import migrations


def tell(apps, schema_editor):
    messages = apps.get_model("interviews", "Message").objects.using(schema_editor.connection.alias)
    messages.filter(application__isnull=False).update(handled="kept")
    read = messages.filter(reading__isnull=False)
    for label in read.order_by().values_list("reading__label", flat=True).distinct():
        read.filter(reading__label=label).update(label=label)


class Migration(migrations.Migration):
    dependencies = [("interviews", "0026_mailroom")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
