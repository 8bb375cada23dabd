from uuid import uuid4

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interviews", "0007_agenda_uids")]

    operations = [
        migrations.AlterField(
            model_name="interview",
            name="uid",
            field=models.UUIDField(default=uuid4, editable=False),
        ),
    ]
