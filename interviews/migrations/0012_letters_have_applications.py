import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0006_open_flags_first"),
        ("interviews", "0011_letters_of_applications"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letters",
                to="applications.application",
            ),
        ),
    ]
