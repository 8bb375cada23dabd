import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import interviews.models.subscription


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0012_letters_have_applications"),
        ("people", "0006_invite_used_by"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("sealed_address", models.TextField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField(db_index=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                interviews.models.subscription.Trouble["UNREACHABLE"],
                                "No answer there just now. We try again by ourselves.",
                            ),
                            (
                                interviews.models.subscription.Trouble["REFUSED"],
                                "There is nothing at this address any more. Copy it from your calendar anew.",
                            ),
                            (
                                interviews.models.subscription.Trouble["NOT_PUBLIC"],
                                "This address is not one that we can reach from here.",
                            ),
                            (
                                interviews.models.subscription.Trouble["NO_CALENDAR"],
                                "What is there is no calendar that we can read.",
                            ),
                            (
                                interviews.models.subscription.Trouble["TOO_LARGE"],
                                "This calendar is larger than we read, which is 5 MB.",
                            ),
                            (
                                interviews.models.subscription.Trouble["UNREADABLE"],
                                "We can no longer read the address. End it, and add it anew.",
                            ),
                        ],
                        default=interviews.models.subscription.Trouble["NONE"],
                        max_length=12,
                    ),
                ),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BusyTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.CharField(blank=True, max_length=255)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("is_all_day", models.BooleanField(default=False)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="busy_times",
                        to="people.candidate",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="busy_times",
                        to="interviews.subscription",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "indexes": [models.Index(fields=["candidate", "starts_at"], name="busy_by_start")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="busy_for_a_while",
                    )
                ],
            },
        ),
    ]
