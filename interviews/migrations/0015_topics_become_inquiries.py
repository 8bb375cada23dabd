"""What a debrief says of a topic moves to where getting ready keeps it; days come from times."""

from datetime import UTC, datetime, time

from django.db import migrations

from jobtracker.clock import zone_named

QUESTIONS = {
    "day_to_day": "What did last week look like for somebody in this job?",
    "growth": "Where did people go who held this job before?",
    "success": "Who does well in this job, and who in this company?",
    "space": "Where would I sit, how loud is it, who is near?",
}
# What was ticked, where nothing was written.
TICKED = {"told": "They told me", "seen": "I saw it"}
LONGEST, LONGEST_SAID = 2_000, 300


def topics_become_inquiries(apps, _editor):
    inquiries = apps.get_model("interviews", "Inquiry").objects
    answers = apps.get_model("interviews", "TopicAnswer").objects.select_related("debrief")
    for answer in answers.order_by("pk").iterator():
        inquiry, _ = inquiries.get_or_create(
            interview_id=answer.debrief.interview_id,
            topic=answer.topic,
            defaults={
                "candidate_id": answer.candidate_id,
                "question": QUESTIONS.get(answer.topic, answer.topic),
            },
        )
        column = "observed" if answer.known == "seen" else "told"
        said = answer.said or TICKED.get(answer.known, "")
        kept = getattr(inquiry, column)
        if said and said not in kept:
            setattr(inquiry, column, "\n".join(filter(None, (kept, said)))[:LONGEST])
        inquiry.compared = answer.compared or inquiry.compared
        inquiry.save()


def inquiries_become_topics(apps, _editor):
    answers = apps.get_model("interviews", "TopicAnswer").objects
    rows = apps.get_model("interviews", "Inquiry").objects.filter(topic__in=QUESTIONS)
    for row in rows.filter(interview__told__isnull=False).select_related("interview__told"):
        known = "told" if row.told else "seen" if row.observed else ""
        if known or row.compared:
            answers.get_or_create(
                debrief=row.interview.told,
                topic=row.topic,
                defaults={
                    "candidate_id": row.candidate_id,
                    "known": known,
                    "compared": row.compared,
                    "said": (row.told or row.observed)[:LONGEST_SAID],
                },
            )


def days_come_from_times(apps, _editor):
    for name, moment, day in (
        ("Practice", "at", "held_on"),
        ("Question", "practised_at", "practised_on"),
    ):
        rows = apps.get_model("interviews", name).objects.exclude(**{moment: None})
        for pk, zone, at in list(rows.values_list("pk", "candidate__time_zone", moment)):
            rows.filter(pk=pk).update(**{day: at.astimezone(zone_named(zone)).date()})


def times_come_from_days(apps, _editor):
    rows = apps.get_model("interviews", "Question").objects.exclude(practised_on=None)
    for pk, day in list(rows.values_list("pk", "practised_on")):
        rows.filter(pk=pk).update(practised_at=datetime.combine(day, time(12), UTC))


class Migration(migrations.Migration):
    dependencies = [("interviews", "0014_days_roles_and_feelings")]

    operations = [
        migrations.RunPython(topics_become_inquiries, inquiries_become_topics),
        migrations.RunPython(days_come_from_times, times_come_from_days),
    ]
