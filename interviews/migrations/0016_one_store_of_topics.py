"""What was moved to where it belongs is no longer kept twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interviews", "0015_topics_become_inquiries")]

    operations = [
        migrations.AlterModelOptions("practice", {"ordering": ["held_on", "pk"]}),
        migrations.RemoveIndex("practice", "practice_by_time"),
        migrations.AddIndex(
            "practice", models.Index(fields=["candidate", "held_on"], name="practice_by_day")
        ),
        migrations.RemoveField("question", "practised_at"),
        migrations.DeleteModel("TopicAnswer"),
    ]
