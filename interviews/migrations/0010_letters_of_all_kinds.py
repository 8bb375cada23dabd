import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0006_open_flags_first"),
        ("interviews", "0009_feed"),
        ("people", "0006_invite_used_by"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_one_of_a_kind",
        ),
        migrations.AddField(
            model_name="letter",
            name="application",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="cc",
            field=models.CharField(blank=True, max_length=1000, verbose_name="copies to"),
        ),
        migrations.AddField(
            model_name="letter",
            name="interview",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="interviews.interview",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="offer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="applications.offer",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="queued_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="refused",
            field=models.CharField(blank=True, max_length=1254),
        ),
        migrations.AlterField(
            model_name="letter",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="interviews.decision",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["candidate", "queued_at"], name="letter_by_queue"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", None), ("interview", None)),
                    models.Q(("decision", None), ("offer", None)),
                    models.Q(("interview", None), ("offer", None)),
                    _connector="OR",
                ),
                name="letter_for_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sent_at", None)),
                fields=("decision", "kind"),
                name="letter_one_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sent_at", None)),
                fields=("interview", "kind"),
                name="letter_one_interview",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sent_at", None)),
                fields=("offer", "kind"),
                name="letter_one_offer",
            ),
        ),
    ]
