import django.db.models.deletion
from django.db import migrations, models

import interviews.doubts
import interviews.models.look_back


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0018_answer_by_told"),
        ("people", "0008_unknown_clocks"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="reason_shared",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="invitation",
            name="openness",
            field=models.CharField(
                blank=True,
                choices=[
                    (interviews.doubts.Openness["YES"], "Yes, I could be won over"),
                    (interviews.doubts.Openness["UNSURE"], "I’m not sure"),
                    (interviews.doubts.Openness["NO"], "No, nothing could"),
                ],
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="wishes",
            field=models.TextField(
                blank=True, max_length=600, verbose_name="what would have to be true"
            ),
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
    ]
