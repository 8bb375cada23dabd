"""The tables as they are, for a database that has none: in seconds, not a minute."""

import datetime

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jobtracker.people.models.candidate
import jobtracker.people.models.firm
import jobtracker.people.models.invite
import jobtracker.people.zones


class Migration(migrations.Migration):
    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_consent_by_invite"),
        ("people", "0003_mood_asked_on"),
        ("people", "0004_short_lived"),
        ("people", "0005_form_key"),
        ("people", "0006_invite_used_by"),
        ("people", "0007_told_of_endings"),
        ("people", "0008_unknown_clocks"),
        ("people", "0009_reminders"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Firm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={
                            "unique": "Somebody with this e-mail address is here already."
                        },
                        max_length=254,
                        unique=True,
                        verbose_name="e-mail address",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=64,
                        validators=[jobtracker.people.zones.check_zone],
                    ),
                ),
                ("language", models.CharField(default="en", max_length=10)),
                ("is_active", models.BooleanField(default=True)),
                ("is_staff", models.BooleanField(default=False)),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "removed_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.firm",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "time_zone",
                    models.CharField(
                        default="UTC",
                        max_length=64,
                        validators=[jobtracker.people.zones.check_zone],
                    ),
                ),
                (
                    "looking_for",
                    models.CharField(blank=True, max_length=200, verbose_name="what you look for"),
                ),
                ("notice_period", models.CharField(blank=True, max_length=80)),
                (
                    "situation",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                jobtracker.people.models.candidate.Situation["OPEN"],
                                "No, or not one I could stay in",
                            ),
                            (
                                jobtracker.people.models.candidate.Situation["EMPLOYED"],
                                "Yes, I could stay",
                            ),
                            (
                                jobtracker.people.models.candidate.Situation["COMMITTED"],
                                "I have accepted another offer",
                            ),
                        ],
                        default=jobtracker.people.models.candidate.Situation["UNKNOWN"],
                        max_length=12,
                    ),
                ),
                ("situation_since", models.DateField(blank=True, null=True)),
                ("situation_asked_on", models.DateField(blank=True, null=True)),
                (
                    "weeks_of_money",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(520)],
                    ),
                ),
                ("mood_asked_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidate",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            (jobtracker.people.models.firm.Role["COORDINATOR"], "Coordinator"),
                            (jobtracker.people.models.firm.Role["ADMINISTRATOR"], "Administrator"),
                        ],
                        default=jobtracker.people.models.firm.Role["COORDINATOR"],
                        max_length=16,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "firm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="people.firm",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "firm"), name="membership_unique")
                ],
            },
        ),
        migrations.AddField(
            model_name="firm",
            name="members",
            field=models.ManyToManyField(
                related_name="firms", through="people.Membership", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.CreateModel(
            name="Mood",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moods",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value__range", (1, 5))), name="mood_value_1_to_5"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminders",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by_mail", models.BooleanField(default=True, verbose_name="remind me by mail")),
                ("morning", models.TimeField(default=datetime.time(7, 30))),
                ("quiet_from", models.TimeField(default=datetime.time(22, 0))),
                ("quiet_until", models.TimeField(default=datetime.time(7, 0))),
                (
                    "of_invitations",
                    models.BooleanField(default=True, verbose_name="invitations to answer"),
                ),
                (
                    "of_interviews",
                    models.BooleanField(default=True, verbose_name="interviews today and tomorrow"),
                ),
                (
                    "of_afterwards",
                    models.BooleanField(default=True, verbose_name="what is left to do afterwards"),
                ),
                (
                    "of_plans",
                    models.BooleanField(default=True, verbose_name="tasks, next steps and offers"),
                ),
                (
                    "of_deadlines",
                    models.BooleanField(
                        default=True, verbose_name="answers that are due in a few hours"
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                (
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "verbose_name": "settings of reminders",
                "verbose_name_plural": "settings of reminders",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by_mail", True), ("due_at__isnull", False)),
                            models.Q(("by_mail", False), ("due_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="reminders_due_while_wanted",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shares_applications", models.BooleanField(default=True)),
                ("shares_interviews", models.BooleanField(default=True)),
                ("shares_feedback", models.BooleanField(default=True)),
                ("shares_documents", models.BooleanField(default=True)),
                ("shares_pay", models.BooleanField(default=False)),
                ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representations",
                        to="people.candidate",
                    ),
                ),
                (
                    "coordinator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="caseload",
                        to="people.membership",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representations",
                        to="people.firm",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("candidate", "firm"),
                        name="representation_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("accepted_at__isnull", True),
                            ("ended_at__gte", models.F("accepted_at")),
                            _connector="OR",
                        ),
                        name="representation_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            (
                                jobtracker.people.models.invite.Purpose["CLAIM"],
                                jobtracker.people.models.invite.Purpose["CLAIM"],
                            ),
                            (
                                jobtracker.people.models.invite.Purpose["JOIN"],
                                jobtracker.people.models.invite.Purpose["JOIN"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            (jobtracker.people.models.firm.Role["COORDINATOR"], "Coordinator"),
                            (jobtracker.people.models.firm.Role["ADMINISTRATOR"], "Administrator"),
                        ],
                        max_length=16,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "firm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invites",
                        to="people.firm",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="invites_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "used_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invites_used",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "representation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invites",
                        to="people.representation",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("purpose", jobtracker.people.models.invite.Purpose["CLAIM"]),
                                ("representation__isnull", False),
                            ),
                            models.Q(
                                ("purpose", jobtracker.people.models.invite.Purpose["CLAIM"]),
                                ("refused_at__isnull", False),
                            ),
                            models.Q(
                                ("purpose", jobtracker.people.models.invite.Purpose["JOIN"]),
                                ("representation__isnull", True),
                                models.Q(("role", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="invite_says_what_for",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShortLived",
            fields=[
                ("key", models.CharField(max_length=250, primary_key=True, serialize=False)),
                ("value", models.JSONField()),
                ("until", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "short-lived",
                "indexes": [models.Index(fields=["until"], name="short_lived_until")],
            },
        ),
        migrations.CreateModel(
            name="FormKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=43)),
                ("digest", models.CharField(max_length=64)),
                ("goes_to", models.CharField(blank=True, max_length=2000)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="form_key_oldest")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "key"), name="form_key_unique")
                ],
            },
        ),
    ]
