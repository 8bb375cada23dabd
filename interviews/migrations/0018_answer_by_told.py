"""By when an answer is owed, for the invitations that were there before it was kept."""

from datetime import timedelta

from django.db import migrations

A_DAY = timedelta(hours=24)


def tell(apps, schema_editor):
    Invitation = apps.get_model("interviews", "Invitation")
    rows = Invitation.objects.using(schema_editor.connection.alias).filter(
        state__in=("awaiting", "asked"), answer_by=None
    )
    for invitation in rows.prefetch_related("slots").iterator(chunk_size=500):
        starts = (slot.starts_at for slot in invitation.slots.all())
        first = min((each for each in starts if each > invitation.received_at), default=None)
        if invitation.state == "awaiting":
            usual = invitation.received_at + A_DAY
            found = invitation.reply_by or min(usual, first or usual)
        else:
            told = filter(None, (invitation.reply_by, first and first - A_DAY))
            found = min(told, default=None)
        if found:
            rows.filter(pk=invitation.pk).update(answer_by=found)


class Migration(migrations.Migration):
    dependencies = [("interviews", "0017_answer_by")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
