from django.conf import settings
from django.db import migrations, models

import jobtracker.outbox.models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_initial"),
        ("people", "0006_invite_used_by"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="mail",
            name="outbox_emptied_when_final",
        ),
        migrations.AddField(
            model_name="mail",
            name="written",
            field=models.BinaryField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="mail",
            name="message_id",
            field=models.CharField(max_length=320),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", jobtracker.outbox.models.State["WAITING"]),
                    models.Q(
                        ("html", ""), ("subject", ""), ("text", ""), ("written__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="outbox_emptied_when_final",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.UniqueConstraint(
                fields=("message_id", "to"), name="outbox_once_to_each"
            ),
        ),
    ]
