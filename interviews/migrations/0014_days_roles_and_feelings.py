"""The day of a practice, the line of work of a question, and how an interview is looked forward to."""

from decimal import Decimal

import django.utils.timezone
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models

LEVELS = [
    ("entry", "A first job"),
    ("experienced", "With experience"),
    ("leading", "Leading others"),
]
ROLES = [
    ("data", "Data and analysis"),
    ("software", "Software and IT"),
    ("engineering", "Engineering and production"),
    ("office", "Office and administration"),
    ("finance", "Finance and law"),
    ("sales", "Sales and customers"),
    ("marketing", "Marketing and media"),
    ("care", "Health and care"),
    ("teaching", "Teaching and social work"),
    ("service", "Hospitality and retail"),
    ("transport", "Transport and storage"),
    ("trades", "Trades and building"),
]


def rating():
    limits = [MinValueValidator(1), MaxValueValidator(5)]
    return models.PositiveSmallIntegerField(blank=True, null=True, validators=limits)


def taken(name, digits, most):
    limits = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(most))]
    return models.DecimalField(
        name, blank=True, null=True, decimal_places=1, max_digits=digits, validators=limits
    )


def is_rating(name):
    return models.Q((f"{name}__isnull", True), (f"{name}__range", (1, 5)), _connector="OR")


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0013_subscriptions"),
        ("people", "0006_invite_used_by"),
    ]

    operations = [
        migrations.AddField("debrief", "hours_used", taken("hours it took in all", 4, 200)),
        migrations.AddField("debrief", "leave_days", taken("days of leave it took", 3, 30)),
        migrations.AddField(
            "practice",
            "held_on",
            models.DateField("the day", default=django.utils.timezone.localdate),
        ),
        migrations.AddField("preparation", "confidence_before", rating()),
        migrations.AddField("preparation", "dread_before", rating()),
        migrations.AddField("preparation", "felt_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "question", "level", models.CharField(blank=True, choices=LEVELS, max_length=11)
        ),
        migrations.AddField(
            "question", "role_family", models.CharField(blank=True, choices=ROLES, max_length=11)
        ),
        migrations.AddField("question", "practised_on", models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            "preparation",
            models.CheckConstraint(
                condition=is_rating("confidence_before"),
                name="preparation_confidence_before_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            "preparation",
            models.CheckConstraint(
                condition=is_rating("dread_before"), name="preparation_dread_before_1_to_5"
            ),
        ),
    ]
