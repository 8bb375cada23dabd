"""The tables as they are, for a database that has none: in seconds, not a minute."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jobtracker.outbox.models


class Migration(migrations.Migration):
    replaces = [
        ("outbox", "0001_initial"),
        ("outbox", "0002_written_mail"),
        ("outbox", "0003_way_out_and_once"),
    ]

    initial = True

    dependencies = [
        ("people", "0009_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.SlugField(db_index=False, max_length=40)),
                ("about", models.BigIntegerField(blank=True, null=True)),
                ("to", models.EmailField(max_length=254)),
                ("subject", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("way_out", models.URLField(blank=True, db_default="", default="", max_length=500)),
                ("written", models.BinaryField(blank=True, null=True)),
                ("message_id", models.CharField(max_length=320)),
                ("queued_at", models.DateTimeField()),
                ("once", models.CharField(blank=True, max_length=100, null=True, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sent", "sent"),
                            ("dropped", "dropped"),
                            ("failed", "failed"),
                        ],
                        default=jobtracker.outbox.models.State["WAITING"],
                        max_length=8,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=200)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "mail",
                "indexes": [models.Index(fields=["state", "due_at"], name="outbox_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at", None),
                                ("state", jobtracker.outbox.models.State["WAITING"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", jobtracker.outbox.models.State["WAITING"]),
                                    _negated=True,
                                ),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="outbox_final_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", jobtracker.outbox.models.State["WAITING"]),
                            models.Q(
                                ("html", ""),
                                ("subject", ""),
                                ("text", ""),
                                ("way_out", ""),
                                ("written__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="outbox_emptied_when_final",
                    ),
                    models.UniqueConstraint(
                        fields=("message_id", "to"), name="outbox_once_to_each"
                    ),
                ],
            },
        ),
    ]
