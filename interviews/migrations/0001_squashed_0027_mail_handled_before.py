"""The tables as they are, for a database that has none: in seconds, not a minute."""

import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import interviews.doubts
import interviews.guidance.facts
import interviews.intake.reading
import interviews.models.decision
import interviews.models.feedback
import interviews.models.interview
import interviews.models.invitation
import interviews.models.letter
import interviews.models.look_back
import interviews.models.point
import interviews.models.practice
import interviews.models.question
import interviews.models.subscription
import interviews.practising
import interviews.preparing
import interviews.questions.families
import interviews.questions.roles
import jobtracker.people.zones


class Migration(migrations.Migration):
    replaces = [
        ("interviews", "0001_initial"),
        ("interviews", "0002_letter_kinds"),
        ("interviews", "0003_other_times"),
        ("interviews", "0004_practice"),
        ("interviews", "0005_afterwards"),
        ("interviews", "0006_agenda"),
        ("interviews", "0007_agenda_uids"),
        ("interviews", "0008_agenda_uids_kept"),
        ("interviews", "0009_feed"),
        ("interviews", "0010_letters_of_all_kinds"),
        ("interviews", "0011_letters_of_applications"),
        ("interviews", "0012_letters_have_applications"),
        ("interviews", "0013_subscriptions"),
        ("interviews", "0014_days_roles_and_feelings"),
        ("interviews", "0015_topics_become_inquiries"),
        ("interviews", "0016_one_store_of_topics"),
        ("interviews", "0017_answer_by"),
        ("interviews", "0018_answer_by_told"),
        ("interviews", "0019_stances_and_look_backs"),
        ("interviews", "0020_remind_at"),
        ("interviews", "0021_remind_of_what_is_open"),
        ("interviews", "0022_messages_saved_by_outlook"),
        ("interviews", "0023_ask_how_it_went"),
        ("interviews", "0024_reschedulings"),
        ("interviews", "0025_asked_questions"),
        ("interviews", "0026_mailroom"),
        ("interviews", "0027_mail_handled_before"),
    ]

    initial = True

    dependencies = [
        ("applications", "0007_restoration"),
        ("people", "0009_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facts", models.JSONField()),
                ("advice", models.JSONField()),
                ("explanation", models.JSONField()),
                ("version", models.CharField(max_length=60)),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            (interviews.models.decision.Choice["ACCEPT"], "Accepted"),
                            (
                                interviews.models.decision.Choice["ASK"],
                                "Asked, or proposed other times",
                            ),
                            (interviews.models.decision.Choice["DECLINE"], "Declined"),
                            (interviews.models.decision.Choice["CONTINUE"], "Going on"),
                            (interviews.models.decision.Choice["WITHDRAW"], "Withdrawn"),
                            (interviews.models.decision.Choice["SLEEP"], "Sleeping on it"),
                        ],
                        max_length=8,
                    ),
                ),
                ("slot_start", models.DateTimeField(blank=True, null=True)),
                ("slot_zone", models.CharField(blank=True, max_length=64)),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("until_zone", models.CharField(blank=True, max_length=64)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("reason_shared", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="superseded_by",
                        to="interviews.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AskedQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="interviews.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("is_discreet", models.BooleanField(default=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (interviews.models.interview.InterviewState["SCHEDULED"], "Planned"),
                            (interviews.models.interview.InterviewState["DONE"], "Held"),
                            (interviews.models.interview.InterviewState["CANCELLED"], "Cancelled"),
                            (interviews.models.interview.InterviewState["NO_SHOW"], "Not held"),
                        ],
                        default=interviews.models.interview.InterviewState["SCHEDULED"],
                        max_length=9,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "zone",
                    models.CharField(
                        max_length=64, validators=[jobtracker.people.zones.check_zone]
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        blank=True,
                        choices=[
                            (interviews.intake.reading.Format["VIDEO"], "Video call"),
                            (interviews.intake.reading.Format["PHONE"], "Phone call"),
                            (interviews.intake.reading.Format["ON_SITE"], "On site"),
                            (
                                interviews.intake.reading.Format["ONE_WAY_VIDEO"],
                                "Recorded video, nobody there",
                            ),
                            (interviews.intake.reading.Format["TEST"], "A test"),
                        ],
                        max_length=16,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300)),
                ("link", models.URLField(blank=True, max_length=2000)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("people", models.CharField(blank=True, max_length=300)),
                (
                    "partner",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                interviews.models.interview.Partner["TEAM"],
                                "The hiring manager or the team, 20 minutes or more",
                            ),
                            (
                                interviews.models.interview.Partner["HR"],
                                "Someone from HR, or only briefly with the team",
                            ),
                            (
                                interviews.models.interview.Partner["AGENCY"],
                                "An agency or a staffing firm",
                            ),
                        ],
                        max_length=6,
                    ),
                ),
                ("is_final_round", models.BooleanField(default=False)),
                (
                    "interest_before",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "I would not take it"),
                            (2, "I would very likely turn it down"),
                            (3, "It could go either way"),
                            (4, "I would likely take it"),
                            (5, "I want it"),
                        ],
                        null=True,
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reminded_of", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interviews",
                        to="applications.application",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interviews",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                interviews.models.feedback.FeedbackSource["HIRING_MANAGER"],
                                "Hiring manager",
                            ),
                            (interviews.models.feedback.FeedbackSource["HR"], "HR"),
                            (interviews.models.feedback.FeedbackSource["AGENCY"], "Agency"),
                            (interviews.models.feedback.FeedbackSource["FIRM"], "Staffing firm"),
                            (
                                interviews.models.feedback.FeedbackSource["ON_THE_SPOT"],
                                "On the spot",
                            ),
                        ],
                        default="",
                        max_length=16,
                    ),
                ),
                ("whom", models.CharField(blank=True, max_length=200, verbose_name="by name")),
                (
                    "verbatim",
                    models.TextField(blank=True, max_length=10000, verbose_name="their words"),
                ),
                (
                    "reading",
                    models.TextField(blank=True, max_length=10000, verbose_name="your own reading"),
                ),
                (
                    "is_private",
                    models.BooleanField(default=False, verbose_name="keep it to myself"),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("chased_at", models.DateTimeField(blank=True, null=True)),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("none_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback",
                        to="applications.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback",
                        to="people.candidate",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="feedback",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "verbose_name": "piece of feedback",
                "verbose_name_plural": "pieces of feedback",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(fields=["candidate", "-created_at"], name="feedback_newest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_at__isnull", False),
                            ("received_at__isnull", False),
                            _connector="OR",
                        ),
                        name="feedback_asked_or_received",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_at__isnull", True),
                            ("none_at__isnull", True),
                            _connector="OR",
                        ),
                        name="feedback_received_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verbatim", ""), ("received_at__isnull", False), _connector="OR"
                        ),
                        name="feedback_words_were_received",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="interview",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="decisions",
                to="interviews.interview",
            ),
        ),
        migrations.CreateModel(
            name="Debrief",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "interest_after",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "I would not take it"),
                            (2, "I would very likely turn it down"),
                            (3, "It could go either way"),
                            (4, "I would likely take it"),
                            (5, "I want it"),
                        ]
                    ),
                ),
                (
                    "interest_confirmed",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "I would not take it"),
                            (2, "I would very likely turn it down"),
                            (3, "It could go either way"),
                            (4, "I would likely take it"),
                            (5, "I want it"),
                        ],
                        null=True,
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("learned", models.CharField(max_length=500, verbose_name="one thing you learned")),
                ("met", models.CharField(blank=True, max_length=300, verbose_name="whom you met")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                    ),
                ),
                (
                    "surprise_job",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="what surprised you about the job"
                    ),
                ),
                (
                    "surprise_market",
                    models.CharField(blank=True, max_length=500, verbose_name="about the market"),
                ),
                (
                    "surprise_me",
                    models.CharField(blank=True, max_length=500, verbose_name="about yourself"),
                ),
                (
                    "promised",
                    models.CharField(blank=True, max_length=500, verbose_name="what they promised"),
                ),
                ("promised_on", models.DateField(blank=True, null=True, verbose_name="by when")),
                (
                    "hours_used",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal(0)),
                            django.core.validators.MaxValueValidator(Decimal(200)),
                        ],
                        verbose_name="hours it took in all",
                    ),
                ),
                (
                    "leave_days",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=3,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal(0)),
                            django.core.validators.MaxValueValidator(Decimal(30)),
                        ],
                        verbose_name="days of leave it took",
                    ),
                ),
                (
                    "confidence_before",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="confidence before",
                    ),
                ),
                (
                    "confidence_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="confidence after",
                    ),
                ),
                (
                    "dread_before",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="dread before",
                    ),
                ),
                (
                    "dread_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="how bad it was",
                    ),
                ),
                (
                    "stumped_on",
                    models.TextField(
                        blank=True, max_length=3000, verbose_name="questions that stumped you"
                    ),
                ),
                ("stumped_answered", models.BooleanField(default=False)),
                ("notes", models.TextField(blank=True, max_length=5000)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "interview",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("interest_after__range", (1, 5))),
                        name="debrief_interest_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True), ("interest_confirmed__isnull", True)
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("interest_confirmed__range", (1, 5)),
                            ),
                            _connector="OR",
                        ),
                        name="debrief_confirmed_with_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                interviews.models.invitation.State["AWAITING"],
                                "Awaiting your decision",
                            ),
                            (interviews.models.invitation.State["ACCEPTED"], "Accepted"),
                            (interviews.models.invitation.State["ASKED"], "Asked"),
                            (interviews.models.invitation.State["DECLINED"], "Declined"),
                            (
                                interviews.models.invitation.State["EXPIRED"],
                                "Could not be arranged",
                            ),
                            (interviews.models.invitation.State["CANCELLED"], "Cancelled by them"),
                        ],
                        default=interviews.models.invitation.State["AWAITING"],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            (
                                interviews.models.invitation.Channel["MAIL"],
                                interviews.models.invitation.Channel["MAIL"],
                            ),
                            (
                                interviews.models.invitation.Channel["CALENDAR"],
                                interviews.models.invitation.Channel["CALENDAR"],
                            ),
                            (
                                interviews.models.invitation.Channel["PHONE"],
                                interviews.models.invitation.Channel["PHONE"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("offered_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=160, verbose_name="who invites you"),
                ),
                (
                    "contact_address",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="their e-mail address"
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=40, verbose_name="their number"),
                ),
                (
                    "people",
                    models.CharField(blank=True, max_length=300, verbose_name="who you would meet"),
                ),
                (
                    "format",
                    models.CharField(
                        blank=True,
                        choices=[
                            (interviews.intake.reading.Format["VIDEO"], "Video call"),
                            (interviews.intake.reading.Format["PHONE"], "Phone call"),
                            (interviews.intake.reading.Format["ON_SITE"], "On site"),
                            (
                                interviews.intake.reading.Format["ONE_WAY_VIDEO"],
                                "Recorded video, nobody there",
                            ),
                            (interviews.intake.reading.Format["TEST"], "A test"),
                        ],
                        max_length=16,
                        verbose_name="how it is held",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300)),
                ("link", models.URLField(blank=True, max_length=2000)),
                ("reply_by", models.DateTimeField(blank=True, null=True)),
                ("reply_by_zone", models.CharField(blank=True, max_length=64)),
                ("answer_by", models.DateTimeField(blank=True, editable=False, null=True)),
                ("remind_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("reminded_of", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "details_follow",
                    models.BooleanField(
                        default=False, verbose_name="the missing details will follow"
                    ),
                ),
                (
                    "representation_unclear",
                    models.BooleanField(
                        default=False, verbose_name="I don’t know who represents me for this job"
                    ),
                ),
                ("uid", models.CharField(blank=True, max_length=1000)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("calendar_request", models.BinaryField(blank=True, null=True)),
                (
                    "round_correction",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                interviews.guidance.facts.Stage["FIRST"],
                                "Before a first talk with the hiring manager or the team",
                            ),
                            (
                                interviews.guidance.facts.Stage["LATER"],
                                "After a first talk with the hiring manager or the team",
                            ),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "doubt",
                    models.CharField(
                        blank=True,
                        choices=[
                            (interviews.doubts.Doubt["RESEARCH"], "What I found out about them"),
                            (interviews.doubts.Doubt["CIRCUMSTANCES"], "My circumstances changed"),
                            (interviews.doubts.Doubt["TIME"], "I lack the time"),
                            (interviews.doubts.Doubt["PAY"], "The pay"),
                            (interviews.doubts.Doubt["COMMUTE"], "The way there"),
                            (interviews.doubts.Doubt["ROLE"], "The work itself"),
                            (interviews.doubts.Doubt["COMPANY"], "The company"),
                            (
                                interviews.doubts.Doubt["OTHER_PROCESS"],
                                "Another process interests me more",
                            ),
                            (interviews.doubts.Doubt["PANIC"], "I applied in a hurry"),
                            (
                                interviews.doubts.Doubt["DESCRIPTION"],
                                "The description is thin or off-putting",
                            ),
                            (interviews.doubts.Doubt["UNSURE"], "I can’t say"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "openness",
                    models.CharField(
                        blank=True,
                        choices=[
                            (interviews.doubts.Openness["YES"], "Yes, I could be won over"),
                            (interviews.doubts.Openness["UNSURE"], "I’m not sure"),
                            (interviews.doubts.Openness["NO"], "No, nothing could"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "wishes",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="what would have to be true"
                    ),
                ),
                (
                    "blocker",
                    models.CharField(
                        choices=[
                            (interviews.guidance.facts.Blocker["NONE"], "Nothing rules it out"),
                            (
                                interviews.guidance.facts.Blocker["SUSPECTED"],
                                "Something may rule it out",
                            ),
                            (
                                interviews.guidance.facts.Blocker["CONFIRMED"],
                                "The employer confirmed something that rules it out",
                            ),
                        ],
                        default=interviews.guidance.facts.Blocker["NONE"],
                        max_length=9,
                    ),
                ),
                ("blocker_detail", models.CharField(blank=True, max_length=300)),
                (
                    "hours_needed",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal(0)),
                            django.core.validators.MaxValueValidator(Decimal(200)),
                        ],
                    ),
                ),
                (
                    "is_costly",
                    models.BooleanField(
                        default=False,
                        verbose_name="it means a night away, or money I won’t get back",
                    ),
                ),
                ("access_need", models.CharField(blank=True, max_length=300)),
                (
                    "confidentiality_risk",
                    models.BooleanField(default=False, verbose_name="my employer might hear of it"),
                ),
                ("decisive_unknown", models.CharField(blank=True, max_length=300)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="applications.application",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="interview",
            name="invitation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="interviews",
                to="interviews.invitation",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="invitation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="decisions",
                to="interviews.invitation",
            ),
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=interviews.models.letter.kinds, max_length=16)),
                ("to", models.EmailField(blank=True, max_length=254)),
                ("cc", models.CharField(blank=True, max_length=1000, verbose_name="copies to")),
                ("subject", models.CharField(max_length=300)),
                ("body", models.TextField(max_length=20000)),
                ("message_id", models.CharField(max_length=255)),
                ("saved_at", models.DateTimeField()),
                ("queued_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("refused", models.CharField(blank=True, max_length=1254)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="applications.application",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="interviews.decision",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="interviews.interview",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="applications.offer",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["candidate", "queued_at"], name="letter_by_queue")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", None), ("interview", None)),
                            models.Q(("decision", None), ("offer", None)),
                            models.Q(("interview", None), ("offer", None)),
                            _connector="OR",
                        ),
                        name="letter_for_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("sent_at", None)),
                        fields=("decision", "kind"),
                        name="letter_one_decision",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("sent_at", None)),
                        fields=("interview", "kind"),
                        name="letter_one_interview",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("sent_at", None)),
                        fields=("offer", "kind"),
                        name="letter_one_offer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LookBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sits",
                    models.CharField(
                        blank=True,
                        choices=[
                            (interviews.models.look_back.Sits["WELL"], "It sits well with me"),
                            (interviews.models.look_back.Sits["MIXED"], "Partly so"),
                            (
                                interviews.models.look_back.Sits["OTHERWISE"],
                                "Today I would choose otherwise",
                            ),
                        ],
                        max_length=9,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looked_back",
                        to="interviews.decision",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("at"), descending=True), "-pk"],
            },
        ),
        migrations.CreateModel(
            name="MailAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("sealed", models.TextField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_mail_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_address",
                        to="people.candidate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                interviews.intake.reading.Kind["EML"],
                                interviews.intake.reading.Kind["EML"],
                            ),
                            (
                                interviews.intake.reading.Kind["ICS"],
                                interviews.intake.reading.Kind["ICS"],
                            ),
                            (
                                interviews.intake.reading.Kind["MSG"],
                                interviews.intake.reading.Kind["MSG"],
                            ),
                            (
                                interviews.intake.reading.Kind["TEXT"],
                                interviews.intake.reading.Kind["TEXT"],
                            ),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("brought", "brought"),
                            ("forwarded", "forwarded"),
                            ("fetched", "fetched"),
                        ],
                        default="brought",
                        max_length=9,
                    ),
                ),
                (
                    "handled",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("kept", "kept"),
                            ("put_aside", "put_aside"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("raw", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("reading", models.JSONField(blank=True, null=True)),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("invitation", "An invitation"),
                            ("scheduling-update", "A change of time"),
                            ("cancellation", "A cancellation"),
                            ("rejection", "A rejection"),
                            ("offer", "An offer"),
                            ("application-received", "A receipt for an application"),
                            ("assessment", "A test or a task"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_corrected", models.BooleanField(default=False)),
                ("message_id", models.CharField(blank=True, max_length=998)),
                ("subject", models.CharField(blank=True, max_length=500)),
                ("sender", models.CharField(blank=True, max_length=400)),
                ("sender_address", models.CharField(blank=True, max_length=320)),
                ("forwarder", models.CharField(blank=True, max_length=320)),
                ("text", models.TextField(blank=True)),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="applications.application",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="people.candidate",
                    ),
                ),
                (
                    "suggested",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "taken_in_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at", "-pk"],
                "indexes": [
                    models.Index(fields=["candidate", "message_id"], name="message_by_id"),
                    models.Index(
                        fields=["candidate", "handled", "-received_at"], name="message_inbox"
                    ),
                    models.Index(fields=["candidate", "sender_address"], name="message_by_sender"),
                    models.Index(
                        condition=models.Q(("due_at__isnull", False)),
                        fields=["due_at"],
                        name="message_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidate", "digest"), name="message_taken_in_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="invitation",
            name="message",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="invitation",
                to="interviews.message",
            ),
        ),
        migrations.CreateModel(
            name="OtherTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "zone",
                    models.CharField(
                        max_length=64, validators=[jobtracker.people.zones.check_zone]
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_times",
                        to="interviews.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="other_time_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "held_on",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="the day"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (interviews.models.practice.PracticeKind["ALONE"], "Aloud, alone"),
                            (interviews.models.practice.PracticeKind["RECORDED"], "Recorded"),
                            (interviews.models.practice.PracticeKind["FRIEND"], "With a friend"),
                            (
                                interviews.models.practice.PracticeKind["MOCK"],
                                "A mock interview with my coordinator",
                            ),
                            (interviews.models.practice.PracticeKind["REAL"], "A real interview"),
                        ],
                        default=interviews.models.practice.PracticeKind["ALONE"],
                        max_length=8,
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                    ),
                ),
                (
                    "confidence_before",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "nerves_before",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "confidence_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "nerves_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                ("feedback_from", models.CharField(blank=True, max_length=160)),
                ("keep", models.CharField(blank=True, max_length=300)),
                ("change", models.CharField(blank=True, max_length=300)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="practices",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["held_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Preparation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("qualities", models.TextField(blank=True, max_length=600)),
                (
                    "confidence_before",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "dread_before",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                ("felt_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "interview",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preparation",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence_before__isnull", True),
                            ("confidence_before__range", (1, 5)),
                            _connector="OR",
                        ),
                        name="preparation_confidence_before_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dread_before__isnull", True),
                            ("dread_before__range", (1, 5)),
                            _connector="OR",
                        ),
                        name="preparation_dread_before_1_to_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "family",
                    models.CharField(
                        choices=[
                            (interviews.questions.families.Family["OPENING"], "Opening"),
                            (interviews.questions.families.Family["MOTIVATION"], "Motivation"),
                            (interviews.questions.families.Family["PAST"], "Past behaviour"),
                            (interviews.questions.families.Family["WHAT_IF"], "What if"),
                            (interviews.questions.families.Family["ROLE"], "Role knowledge"),
                            (interviews.questions.families.Family["GAPS"], "Gaps and weaknesses"),
                            (interviews.questions.families.Family["PAY"], "Pay and logistics"),
                            (interviews.questions.families.Family["TEAM"], "Team and values"),
                            (interviews.questions.families.Family["CURVEBALL"], "Curveballs"),
                            (interviews.questions.families.Family["IMPROPER"], "Improper"),
                        ],
                        max_length=10,
                    ),
                ),
                ("skill", models.CharField(blank=True, max_length=80)),
                (
                    "role_family",
                    models.CharField(
                        blank=True,
                        choices=[
                            (interviews.questions.roles.RoleFamily["DATA"], "Data and analysis"),
                            (interviews.questions.roles.RoleFamily["SOFTWARE"], "Software and IT"),
                            (
                                interviews.questions.roles.RoleFamily["ENGINEERING"],
                                "Engineering and production",
                            ),
                            (
                                interviews.questions.roles.RoleFamily["OFFICE"],
                                "Office and administration",
                            ),
                            (interviews.questions.roles.RoleFamily["FINANCE"], "Finance and law"),
                            (interviews.questions.roles.RoleFamily["SALES"], "Sales and customers"),
                            (
                                interviews.questions.roles.RoleFamily["MARKETING"],
                                "Marketing and media",
                            ),
                            (interviews.questions.roles.RoleFamily["CARE"], "Health and care"),
                            (
                                interviews.questions.roles.RoleFamily["TEACHING"],
                                "Teaching and social work",
                            ),
                            (
                                interviews.questions.roles.RoleFamily["SERVICE"],
                                "Hospitality and retail",
                            ),
                            (
                                interviews.questions.roles.RoleFamily["TRANSPORT"],
                                "Transport and storage",
                            ),
                            (
                                interviews.questions.roles.RoleFamily["TRADES"],
                                "Trades and building",
                            ),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            (interviews.questions.roles.Level["ENTRY"], "A first job"),
                            (interviews.questions.roles.Level["EXPERIENCED"], "With experience"),
                            (interviews.questions.roles.Level["LEADING"], "Leading others"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            (interviews.models.question.Origin["GENERIC"], "Often asked"),
                            (
                                interviews.models.question.Origin["EMPLOYER"],
                                "This employer is said to ask it",
                            ),
                            (interviews.models.question.Origin["ASKED"], "I was asked it"),
                            (interviews.models.question.Origin["OWN"], "My own"),
                        ],
                        default=interviews.models.question.Origin["OWN"],
                        max_length=8,
                    ),
                ),
                ("entry", models.CharField(blank=True, max_length=60)),
                (
                    "draft",
                    models.TextField(
                        blank=True, max_length=5000, verbose_name="your answer in draft"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (interviews.practising.QuestionState["NEW"], "New"),
                            (interviews.practising.QuestionState["DRAFTED"], "Drafted"),
                            (interviews.practising.QuestionState["PRACTISED"], "Practised"),
                            (interviews.practising.QuestionState["SOLID"], "Solid"),
                        ],
                        default=interviews.practising.QuestionState["NEW"],
                        max_length=9,
                    ),
                ),
                (
                    "self_score",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "streak",
                    models.PositiveSmallIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(4)]
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("practised_on", models.DateField(blank=True, null=True)),
                ("stumped_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="people.candidate",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="questions",
                        to="applications.employer",
                    ),
                ),
            ],
            options={
                "ordering": ["family", "text", "pk"],
                "indexes": [models.Index(fields=["candidate", "due_on"], name="question_by_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("candidate", "digest"), name="question_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("self_score__isnull", True),
                            ("self_score__range", (1, 5)),
                            _connector="OR",
                        ),
                        name="question_score_1_to_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Asking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("has_stumped", models.BooleanField(default=False)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="askings",
                        to="interviews.interview",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="askings",
                        to="interviews.question",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("at"), descending=True), "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("question", "interview"), name="asking_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Rehearsal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rehearsals",
                        to="interviews.practice",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rehearsals",
                        to="interviews.question",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("practice", "question"), name="rehearsal_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", True), ("score__range", (1, 5)), _connector="OR"
                        ),
                        name="rehearsal_score_1_to_5",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="practice",
            name="questions",
            field=models.ManyToManyField(
                related_name="practices", through="interviews.Rehearsal", to="interviews.question"
            ),
        ),
        migrations.CreateModel(
            name="Rescheduling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "happened",
                    models.CharField(
                        choices=[
                            ("moved", "moved"),
                            ("called_off", "called_off"),
                            ("missed", "missed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("side", models.CharField(choices=[("them", "them"), ("me", "me")], max_length=4)),
                ("was", models.JSONField(default=list)),
                ("now", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reschedulings",
                        to="applications.application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reschedulings",
                        to="interviews.interview",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reschedulings",
                        to="interviews.invitation",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reschedulings",
                        to="interviews.message",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("interview__isnull", False), ("invitation", None)),
                            models.Q(("interview", None), ("invitation__isnull", False)),
                            _connector="OR",
                        ),
                        name="rescheduling_of_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "zone",
                    models.CharField(
                        max_length=64, validators=[jobtracker.people.zones.check_zone]
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="interviews.invitation",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="slot_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("situation", models.TextField(blank=True, max_length=3000)),
                ("task", models.TextField(blank=True, max_length=3000)),
                ("action", models.TextField(blank=True, max_length=3000)),
                ("result", models.TextField(blank=True, max_length=3000)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stories",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "stories",
                "ordering": ["title", "pk"],
            },
        ),
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
        migrations.CreateModel(
            name="Telling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="interviews.question",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="interviews.story",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("story", "question"), name="telling_unique")
                ],
            },
        ),
        migrations.AddField(
            model_name="story",
            name="questions",
            field=models.ManyToManyField(
                related_name="stories", through="interviews.Telling", to="interviews.question"
            ),
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("employer", "The employer"),
                            ("unknowns", "What you don’t know about the job"),
                            ("people", "Who you meet"),
                            ("pay", "The pay"),
                            ("format", "Format, length and tasks"),
                            ("reviews", "Reviews"),
                            ("route", "The way there, or the link"),
                            ("resume", "Your résumé, read aloud"),
                            ("stories", "Three stories"),
                            ("qualities", "Qualities the résumé misses"),
                            ("questions", "Likely questions"),
                            ("asking", "What you will ask them"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ticks",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("interview", "step"), name="tick_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedbackPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                interviews.models.point.PointKind["RESUME_ERROR"],
                                "An error in the résumé",
                            ),
                            (
                                interviews.models.point.PointKind["RESUME_EMPHASIS"],
                                "What the résumé stresses",
                            ),
                            (
                                interviews.models.point.PointKind["LETTER_EMPHASIS"],
                                "What the cover letter stresses",
                            ),
                            (interviews.models.point.PointKind["ANSWER"], "What I answered"),
                            (interviews.models.point.PointKind["DELIVERY"], "How I said it"),
                            (interviews.models.point.PointKind["KNOWLEDGE"], "Something to know"),
                            (interviews.models.point.PointKind["LOGISTICS"], "Time, place or kit"),
                            (interviews.models.point.PointKind["NO_ACTION"], "Nothing to do"),
                        ],
                        max_length=15,
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("rejected_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "retry_score",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="applications.documentversion",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "disagrees_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contradictions",
                        to="interviews.feedbackpoint",
                    ),
                ),
                (
                    "feedback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="interviews.feedback",
                    ),
                ),
                (
                    "fixed_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="fixes",
                        to="applications.documentversion",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="repeats",
                        to="interviews.feedbackpoint",
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="point",
                        to="applications.task",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True),
                            ("rejected_at__isnull", True),
                            _connector="OR",
                        ),
                        name="point_accepted_or_rejected",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("same_as__isnull", True),
                            ("disagrees_with__isnull", True),
                            _connector="OR",
                        ),
                        name="point_same_or_contrary",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            (interviews.preparing.Topic["DAY_TO_DAY"], "Day-to-day"),
                            (interviews.preparing.Topic["GROWTH"], "Growth"),
                            (interviews.preparing.Topic["SUCCESS"], "Who succeeds here"),
                            (interviews.preparing.Topic["SPACE"], "The space"),
                            (interviews.preparing.Topic["RED_FLAG"], "A red flag"),
                            (interviews.preparing.Topic["DECISIVE"], "What would settle it"),
                            (interviews.preparing.Topic["BLOCKER"], "What may rule it out"),
                            (
                                interviews.preparing.Topic["DESCRIPTION"],
                                "What the description leaves out",
                            ),
                            (interviews.preparing.Topic["WHO"], "Who you meet"),
                            (interviews.preparing.Topic["WHERE"], "Where it is"),
                            (interviews.preparing.Topic["FORMAT"], "How it is held"),
                            (interviews.preparing.Topic["ROLE"], "The role"),
                            (interviews.preparing.Topic["REPRESENTATION"], "Who represents you"),
                            (interviews.preparing.Topic["OWN"], "Your own question"),
                        ],
                        max_length=14,
                    ),
                ),
                ("question", models.CharField(max_length=500)),
                (
                    "told",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what they told you"
                    ),
                ),
                (
                    "observed",
                    models.TextField(blank=True, max_length=2000, verbose_name="what you saw"),
                ),
                (
                    "by_whom",
                    models.CharField(blank=True, max_length=160, verbose_name="who told you"),
                ),
                (
                    "compared",
                    models.CharField(
                        blank=True,
                        choices=[
                            (interviews.preparing.Compared["BETTER"], "Better than described"),
                            (interviews.preparing.Compared["SAME"], "As described"),
                            (interviews.preparing.Compared["WORSE"], "Worse than described"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "red_flag",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="applications.redflag",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inquiries",
                        to="interviews.interview",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "inquiries",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "topic__in",
                                (
                                    interviews.preparing.Topic["OWN"],
                                    interviews.preparing.Topic["RED_FLAG"],
                                ),
                            ),
                            _negated=True,
                        ),
                        fields=("interview", "topic"),
                        name="inquiry_topic_unique",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("red_flag__isnull", False)),
                        fields=("interview", "red_flag"),
                        name="inquiry_red_flag_unique",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="interview",
            index=models.Index(
                fields=["candidate", "state", "starts_at"], name="interview_by_state"
            ),
        ),
        migrations.AddIndex(
            model_name="interview",
            index=models.Index(
                condition=models.Q(
                    ("state", interviews.models.interview.InterviewState["SCHEDULED"])
                ),
                fields=["starts_at"],
                name="interview_planned",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes__isnull", True)),
                fields=("invitation",),
                name="decision_one_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes__isnull", True)),
                fields=("interview",),
                name="decision_one_first_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "choice__in",
                            (
                                interviews.models.decision.Choice["ACCEPT"],
                                interviews.models.decision.Choice["ASK"],
                                interviews.models.decision.Choice["DECLINE"],
                            ),
                        ),
                        ("interview__isnull", True),
                        ("invitation__isnull", False),
                    ),
                    models.Q(
                        (
                            "choice__in",
                            (
                                interviews.models.decision.Choice["CONTINUE"],
                                interviews.models.decision.Choice["WITHDRAW"],
                                interviews.models.decision.Choice["SLEEP"],
                            ),
                        ),
                        ("interview__isnull", False),
                        ("invitation__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="decision_about_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("choice", interviews.models.decision.Choice["SLEEP"]),
                        ("until__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            ("choice", interviews.models.decision.Choice["SLEEP"]), _negated=True
                        ),
                        ("until__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="decision_slept_on_until",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                fields=["candidate", "state", "answer_by"], name="invitation_by_state"
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                condition=models.Q(("answer_by__isnull", False)),
                fields=["answer_by"],
                name="invitation_to_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                condition=models.Q(("remind_at__isnull", False)),
                fields=["remind_at"],
                name="invitation_to_remind",
            ),
        ),
        migrations.AddIndex(
            model_name="practice",
            index=models.Index(fields=["candidate", "held_on"], name="practice_by_day"),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confidence_before__isnull", True),
                    ("confidence_before__range", (1, 5)),
                    _connector="OR",
                ),
                name="practice_confidence_before_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nerves_before__isnull", True),
                    ("nerves_before__range", (1, 5)),
                    _connector="OR",
                ),
                name="practice_nerves_before_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confidence_after__isnull", True),
                    ("confidence_after__range", (1, 5)),
                    _connector="OR",
                ),
                name="practice_confidence_after_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nerves_after__isnull", True), ("nerves_after__range", (1, 5)), _connector="OR"
                ),
                name="practice_nerves_after_1_to_5",
            ),
        ),
    ]
