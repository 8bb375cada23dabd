"""The tables as they are, for a database that has none: in seconds, not a minute."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import applications.models.contact
import applications.models.document
import applications.models.event
import applications.models.import_
import applications.models.note
import applications.models.offer
import applications.models.posting
import applications.models.restoration
import applications.models.task
import applications.pay
import applications.stages
import interviews.guidance.facts
import jobtracker.people.zones

COLUMNS = ("text", "private_text")
MAKE = """
    CREATE INDEX search_{column} ON applications_searchtext
    USING gin (to_tsvector('simple'::regconfig, COALESCE({column}, '')))
"""


def make(_apps, editor):
    if editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            editor.execute(MAKE.format(column=column))


def drop(_apps, editor):
    if editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            editor.execute(f"DROP INDEX search_{column}")


class Migration(migrations.Migration):
    replaces = [
        ("applications", "0001_initial"),
        ("applications", "0002_pipeline"),
        ("applications", "0003_event_kinds"),
        ("applications", "0004_import_made"),
        ("applications", "0005_search_index"),
        ("applications", "0006_open_flags_first"),
        ("applications", "0007_restoration"),
    ]

    initial = True

    dependencies = [
        ("people", "0009_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("job_title", models.CharField(blank=True, max_length=200)),
                (
                    "posting_url",
                    models.URLField(
                        blank=True, max_length=2000, verbose_name="link to the posting"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=160)),
                (
                    "remote",
                    models.CharField(
                        blank=True,
                        choices=[
                            (applications.stages.Remote["ON_SITE"], "On site"),
                            (applications.stages.Remote["HYBRID"], "Hybrid"),
                            (applications.stages.Remote["REMOTE"], "Remote"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="on site or remote",
                    ),
                ),
                (
                    "pay_from",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                ),
                (
                    "pay_to",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                ),
                (
                    "pay_currency",
                    models.CharField(blank=True, max_length=3, verbose_name="currency"),
                ),
                (
                    "pay_period",
                    models.CharField(
                        blank=True,
                        choices=[
                            (applications.pay.Period["YEAR"], "a year"),
                            (applications.pay.Period["MONTH"], "a month"),
                            (applications.pay.Period["WEEK"], "a week"),
                            (applications.pay.Period["DAY"], "a day"),
                            (applications.pay.Period["HOUR"], "an hour"),
                        ],
                        default="",
                        max_length=5,
                        verbose_name="for",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=80, verbose_name="where you found it"),
                ),
                (
                    "motive",
                    models.CharField(
                        blank=True,
                        choices=[
                            (applications.stages.Motive["FIT"], "It fits me"),
                            (applications.stages.Motive["MONEY"], "I need the money"),
                            (
                                applications.stages.Motive["PANIC"],
                                "I was worried, and applied to everything",
                            ),
                            (applications.stages.Motive["ASKED"], "Somebody asked me to"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="why you applied",
                    ),
                ),
                (
                    "agency",
                    models.CharField(blank=True, max_length=160, verbose_name="via which agency"),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            (applications.stages.Stage["SAVED"], "Saved"),
                            (applications.stages.Stage["APPLIED"], "Applied"),
                            (applications.stages.Stage["IN_CONTACT"], "In contact"),
                            (applications.stages.Stage["INTERVIEWING"], "Interviewing"),
                            (applications.stages.Stage["OFFER"], "Offer"),
                            (applications.stages.Stage["CLOSED"], "Closed"),
                        ],
                        default=applications.stages.Stage["APPLIED"],
                        max_length=16,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            (applications.stages.Outcome["ACCEPTED"], "Accepted"),
                            (applications.stages.Outcome["DECLINED_BY_ME"], "Declined by me"),
                            (
                                applications.stages.Outcome["WITHDRAWN_BEFORE"],
                                "Withdrawn before an interview",
                            ),
                            (
                                applications.stages.Outcome["WITHDRAWN_AFTER"],
                                "Withdrawn after an interview",
                            ),
                            (applications.stages.Outcome["REJECTED"], "Rejected"),
                            (applications.stages.Outcome["NO_RESPONSE"], "No response"),
                            (applications.stages.Outcome["NOT_ARRANGED"], "Could not be arranged"),
                        ],
                        default=applications.stages.Outcome["NONE"],
                        max_length=32,
                    ),
                ),
                (
                    "interest_at_application",
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
                (
                    "interest_now",
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
                ("interest_now_at", models.DateTimeField(blank=True, null=True)),
                (
                    "is_dream",
                    models.BooleanField(default=False, verbose_name="this is the one I hope for"),
                ),
                ("applied_on", models.DateField(blank=True, null=True)),
                ("next_step", models.CharField(blank=True, max_length=200)),
                ("next_step_on", models.DateField(blank=True, null=True)),
                (
                    "moved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="in its stage since"
                    ),
                ),
                (
                    "last_news_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last heard from them"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="applications",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (applications.models.document.DocumentKind["RESUME"], "Résumé"),
                            (applications.models.document.DocumentKind["LETTER"], "Cover letter"),
                            (
                                applications.models.document.DocumentKind["CERTIFICATE"],
                                "Certificate or reference",
                            ),
                            (applications.models.document.DocumentKind["SAMPLE"], "Work sample"),
                            (applications.models.document.DocumentKind["OTHER"], "Other"),
                        ],
                        default=applications.models.document.DocumentKind["RESUME"],
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "file",
                    models.FileField(
                        max_length=200, upload_to=applications.models.document.stored_as
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("content_type", models.CharField(max_length=120)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "change",
                    models.CharField(blank=True, max_length=200, verbose_name="what is new in it"),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="applications.document",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "number"), name="version_number_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_on", models.DateField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="applications.documentversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "version"), name="use_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Employer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("domain", models.CharField(blank=True, max_length=253)),
                (
                    "is_unnamed",
                    models.BooleanField(
                        default=False, verbose_name="an agency has not named it yet"
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="employers",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("candidate"),
                        django.db.models.functions.text.Lower("name"),
                        name="employer_name_unique",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "job_title",
                    models.CharField(blank=True, max_length=160, verbose_name="what they do there"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("link", models.URLField(blank=True, max_length=500)),
                (
                    "about",
                    models.TextField(blank=True, max_length=5000, verbose_name="what to remember"),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="people.candidate",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contacts",
                        to="applications.employer",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="employer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="applications",
                to="applications.employer",
            ),
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=applications.models.event.kinds, max_length=24)),
                ("text", models.CharField(max_length=300)),
                ("was", models.CharField(blank=True, max_length=60)),
                ("became", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
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
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["application", "-at"], name="event_by_application")
                ],
            },
        ),
        migrations.CreateModel(
            name="Import",
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
                                applications.models.import_.ImportState["MAPPING"],
                                applications.models.import_.ImportState["MAPPING"],
                            ),
                            (
                                applications.models.import_.ImportState["TAKING"],
                                applications.models.import_.ImportState["TAKING"],
                            ),
                            (
                                applications.models.import_.ImportState["DONE"],
                                applications.models.import_.ImportState["DONE"],
                            ),
                            (
                                applications.models.import_.ImportState["UNDONE"],
                                applications.models.import_.ImportState["UNDONE"],
                            ),
                        ],
                        default=applications.models.import_.ImportState["MAPPING"],
                        max_length=8,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("content", models.BinaryField(default=bytes)),
                ("mapping", models.JSONField(blank=True, default=dict)),
                ("made", models.JSONField(blank=True, default=dict)),
                ("trouble", models.CharField(blank=True, max_length=200)),
                ("added", models.PositiveIntegerField(default=0)),
                ("skipped", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="imports",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="imported_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="applications",
                to="applications.import",
            ),
        ),
        migrations.CreateModel(
            name="Involvement",
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
                        blank=True,
                        choices=[
                            (applications.models.contact.ContactRole["RECRUITER"], "Recruiter"),
                            (
                                applications.models.contact.ContactRole["HIRING_MANAGER"],
                                "Hiring manager",
                            ),
                            (applications.models.contact.ContactRole["TEAM"], "Future colleague"),
                            (applications.models.contact.ContactRole["AGENCY"], "At the agency"),
                            (applications.models.contact.ContactRole["REFERRAL"], "Referred me"),
                            (applications.models.contact.ContactRole["OTHER"], "Other"),
                        ],
                        default="",
                        max_length=16,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="involvements",
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
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="involvements",
                        to="applications.contact",
                    ),
                ),
            ],
            options={
                "ordering": ["contact__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "contact"), name="involvement_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            (applications.models.note.Visibility["PRIVATE"], "Only me"),
                            (
                                applications.models.note.Visibility["SHARED"],
                                "Me and who looks after me",
                            ),
                            (applications.models.note.Visibility["INTERNAL"], "Only our firm"),
                        ],
                        default=applications.models.note.Visibility["PRIVATE"],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(max_length=20000)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
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
                        related_name="notes",
                        to="people.candidate",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="people.firm",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("firm__isnull", False),
                                ("visibility", applications.models.note.Visibility["INTERNAL"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("visibility", applications.models.note.Visibility["INTERNAL"]),
                                    _negated=True,
                                ),
                                ("firm__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="note_internal_to_a_firm",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
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
                            (applications.models.offer.OfferState["OPEN"], "Waits for your answer"),
                            (applications.models.offer.OfferState["ACCEPTED"], "Accepted"),
                            (applications.models.offer.OfferState["DECLINED"], "Declined"),
                            (applications.models.offer.OfferState["LAPSED"], "Lapsed"),
                        ],
                        default=applications.models.offer.OfferState["OPEN"],
                        max_length=8,
                    ),
                ),
                (
                    "pay",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                ),
                ("currency", models.CharField(blank=True, max_length=3)),
                (
                    "period",
                    models.CharField(
                        blank=True,
                        choices=[
                            (applications.pay.Period["YEAR"], "a year"),
                            (applications.pay.Period["MONTH"], "a month"),
                            (applications.pay.Period["WEEK"], "a week"),
                            (applications.pay.Period["DAY"], "a day"),
                            (applications.pay.Period["HOUR"], "an hour"),
                        ],
                        default=applications.pay.Period["YEAR"],
                        max_length=5,
                    ),
                ),
                ("bonus", models.CharField(blank=True, max_length=200)),
                ("equity", models.CharField(blank=True, max_length=200)),
                ("benefits", models.TextField(blank=True, max_length=2000)),
                (
                    "days_off",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="days off a year"
                    ),
                ),
                (
                    "hours_per_week",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True),
                ),
                ("place", models.CharField(blank=True, max_length=160)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("received_on", models.DateField()),
                ("answer_by", models.DateTimeField(blank=True, null=True)),
                (
                    "answer_by_zone",
                    models.CharField(
                        blank=True, max_length=64, validators=[jobtracker.people.zones.check_zone]
                    ),
                ),
                (
                    "thoughts",
                    models.TextField(blank=True, max_length=5000, verbose_name="for and against"),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="applications.application",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["answer_by", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pay__isnull", True),
                            models.Q(("pay__gte", 0), models.Q(("currency", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="offer_pay_has_a_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer_by__isnull", True),
                            models.Q(("answer_by_zone", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="offer_deadline_has_a_zone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            (
                                applications.models.posting.Origin["LINK"],
                                applications.models.posting.Origin["LINK"],
                            ),
                            (
                                applications.models.posting.Origin["PAGE"],
                                applications.models.posting.Origin["PAGE"],
                            ),
                            (
                                applications.models.posting.Origin["WORDS"],
                                applications.models.posting.Origin["WORDS"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=2000)),
                ("text", models.TextField(blank=True, max_length=200000)),
                ("reading", models.JSONField(blank=True, default=dict)),
                ("taken_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posting",
                        to="applications.application",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postings",
                        to="people.candidate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RedFlag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("topic", models.CharField(max_length=160)),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            (
                                interviews.guidance.facts.Severity["MINOR"],
                                "Minor: something to ask about",
                            ),
                            (
                                interviews.guidance.facts.Severity["SERIOUS"],
                                "Serious: it could change my mind",
                            ),
                            (
                                interviews.guidance.facts.Severity["ABSOLUTE"],
                                "Absolute: it rules the job out for me",
                            ),
                        ],
                        default=interviews.guidance.facts.Severity["SERIOUS"],
                        max_length=8,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            (
                                interviews.guidance.facts.Source["OWN_EXPERIENCE"],
                                "My own experience",
                            ),
                            (
                                interviews.guidance.facts.Source["SOMEONE_I_KNOW"],
                                "Someone I know, first-hand",
                            ),
                            (interviews.guidance.facts.Source["ONLINE_REVIEW"], "Online reviews"),
                            (
                                interviews.guidance.facts.Source["OFFICIAL_RECORD"],
                                "An official record",
                            ),
                            (interviews.guidance.facts.Source["FIRM"], "The staffing firm"),
                            (interviews.guidance.facts.Source["GUT_FEELING"], "A gut feeling"),
                        ],
                        max_length=16,
                    ),
                ),
                ("source_detail", models.CharField(blank=True, max_length=500)),
                (
                    "independent_sources",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99),
                        ],
                    ),
                ),
                (
                    "safety",
                    models.CharField(
                        choices=[
                            (interviews.guidance.facts.Safety["NONE"], "Not about safety"),
                            (
                                interviews.guidance.facts.Safety["SOFT"],
                                "Looks odd: it may be a scam",
                            ),
                            (interviews.guidance.facts.Safety["HARD"], "A clear sign of a scam"),
                        ],
                        default=interviews.guidance.facts.Safety["NONE"],
                        max_length=4,
                    ),
                ),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="red_flags",
                        to="people.candidate",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="red_flags",
                        to="applications.employer",
                    ),
                ),
                (
                    "raised_by",
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
                "ordering": [
                    models.OrderBy(models.F("resolved_at"), nulls_first=True),
                    "-raised_at",
                    "pk",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("independent_sources__gte", 1)),
                        name="red_flag_has_a_source",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Restoration",
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
                                applications.models.restoration.RestorationState["WAITING"],
                                applications.models.restoration.RestorationState["WAITING"],
                            ),
                            (
                                applications.models.restoration.RestorationState["DONE"],
                                applications.models.restoration.RestorationState["DONE"],
                            ),
                            (
                                applications.models.restoration.RestorationState["REFUSED"],
                                applications.models.restoration.RestorationState["REFUSED"],
                            ),
                        ],
                        default=applications.models.restoration.RestorationState["WAITING"],
                        max_length=8,
                    ),
                ),
                ("content", models.BinaryField(default=bytes)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="restorations",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                (
                    "layout",
                    models.CharField(choices=[("board", "Board"), ("list", "List")], max_length=5),
                ),
                ("query", models.CharField(blank=True, max_length=1000)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": [django.db.models.functions.text.Lower("name"), "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("candidate"),
                        django.db.models.functions.text.Lower("name"),
                        name="saved_view_name_unique",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("is_private", models.BooleanField(default=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tags",
                        to="applications.application",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tags",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "indexes": [models.Index(fields=["candidate", "name"], name="tag_by_name")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("application"),
                        django.db.models.functions.text.Lower("name"),
                        models.F("is_private"),
                        name="tag_unique",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            (
                                applications.models.task.TaskOrigin["OWN"],
                                applications.models.task.TaskOrigin["OWN"],
                            ),
                            (
                                applications.models.task.TaskOrigin["SILENCE"],
                                applications.models.task.TaskOrigin["SILENCE"],
                            ),
                            (
                                applications.models.task.TaskOrigin["FEEDBACK"],
                                applications.models.task.TaskOrigin["FEEDBACK"],
                            ),
                            (
                                applications.models.task.TaskOrigin["FIRM"],
                                applications.models.task.TaskOrigin["FIRM"],
                            ),
                        ],
                        default=applications.models.task.TaskOrigin["OWN"],
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
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
                        related_name="tasks",
                        to="people.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["done_at", "due_on", "pk"],
                "indexes": [
                    models.Index(fields=["candidate", "done_at", "due_on"], name="task_by_due")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="applications.application",
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("private_text", models.TextField(blank=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.candidate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                ("rows", models.JSONField(default=list)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
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
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["candidate", "-at"], name="change_newest")],
            },
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                fields=["candidate", "-created_at", "-id"], name="application_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                fields=["candidate", "stage", "-moved_at", "-id"], name="application_by_stage"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("stage", applications.stages.Stage["CLOSED"]),
                        models.Q(("outcome", applications.stages.Outcome["NONE"]), _negated=True),
                    ),
                    models.Q(
                        models.Q(("stage", applications.stages.Stage["CLOSED"]), _negated=True),
                        ("outcome", applications.stages.Outcome["NONE"]),
                    ),
                    _connector="OR",
                ),
                name="application_outcome_when_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interest_now__isnull", True), ("interest_now__range", (1, 5)), _connector="OR"
                ),
                name="application_interest_now_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interest_at_application__isnull", True),
                    ("interest_at_application__range", (1, 5)),
                    _connector="OR",
                ),
                name="application_interest_then_1_to_5",
            ),
        ),
        migrations.RunPython(make, drop),
    ]
