"""Each letter so far belongs to the application that its decision is about."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def give_applications(apps, _editor):
    decisions = apps.get_model("interviews", "Decision").objects.filter(pk=OuterRef("decision"))
    about = decisions.annotate(
        named=Coalesce("invitation__application_id", "interview__application_id")
    )
    letters = apps.get_model("interviews", "Letter").objects.filter(application=None)
    letters.update(application_id=Subquery(about.values("named")))


class Migration(migrations.Migration):
    dependencies = [("interviews", "0010_letters_of_all_kinds")]

    operations = [migrations.RunPython(give_applications, migrations.RunPython.noop)]
