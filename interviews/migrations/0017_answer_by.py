from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0006_open_flags_first"),
        ("interviews", "0016_one_store_of_topics"),
        ("people", "0008_unknown_clocks"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="invitation", name="invitation_by_state"),
        migrations.AddField(
            model_name="invitation",
            name="answer_by",
            field=models.DateTimeField(blank=True, editable=False, null=True),
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
    ]
