from django.db import migrations, models

from jobtracker.audit.kinds import Kind


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0004_restored"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(choices=[(kind, kind) for kind in Kind], max_length=32),
        ),
    ]
