"""The tables as they are, for a database that has none: in seconds, not a minute."""

from django.db import migrations, models

import jobtracker.audit.kinds


class Migration(migrations.Migration):
    replaces = [
        ("audit", "0001_initial"),
        ("audit", "0002_record_taken_over"),
        ("audit", "0003_address_and_sign_on"),
        ("audit", "0004_restored"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("actor_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("length", models.PositiveBigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                jobtracker.audit.kinds.Kind["SIGNED_IN"],
                                jobtracker.audit.kinds.Kind["SIGNED_IN"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["SIGN_IN_FAILED"],
                                jobtracker.audit.kinds.Kind["SIGN_IN_FAILED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["SIGNED_OUT"],
                                jobtracker.audit.kinds.Kind["SIGNED_OUT"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["PASSWORD_CHANGED"],
                                jobtracker.audit.kinds.Kind["PASSWORD_CHANGED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["SECOND_FACTOR_CHANGED"],
                                jobtracker.audit.kinds.Kind["SECOND_FACTOR_CHANGED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["ADDRESS_CHANGED"],
                                jobtracker.audit.kinds.Kind["ADDRESS_CHANGED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["SIGN_ON_CHANGED"],
                                jobtracker.audit.kinds.Kind["SIGN_ON_CHANGED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["SESSIONS_ENDED"],
                                jobtracker.audit.kinds.Kind["SESSIONS_ENDED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["READ"],
                                jobtracker.audit.kinds.Kind["READ"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["CHANGED"],
                                jobtracker.audit.kinds.Kind["CHANGED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["CANDIDATE_ADDED"],
                                jobtracker.audit.kinds.Kind["CANDIDATE_ADDED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["RECORD_TAKEN_OVER"],
                                jobtracker.audit.kinds.Kind["RECORD_TAKEN_OVER"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["REPRESENTATION_ACCEPTED"],
                                jobtracker.audit.kinds.Kind["REPRESENTATION_ACCEPTED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["REPRESENTATION_REFUSED"],
                                jobtracker.audit.kinds.Kind["REPRESENTATION_REFUSED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["SHARING_CHANGED"],
                                jobtracker.audit.kinds.Kind["SHARING_CHANGED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["REPRESENTATION_ENDED"],
                                jobtracker.audit.kinds.Kind["REPRESENTATION_ENDED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["INVITE_SENT"],
                                jobtracker.audit.kinds.Kind["INVITE_SENT"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["INVITE_WITHDRAWN"],
                                jobtracker.audit.kinds.Kind["INVITE_WITHDRAWN"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["FIRM_STARTED"],
                                jobtracker.audit.kinds.Kind["FIRM_STARTED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["MEMBER_JOINED"],
                                jobtracker.audit.kinds.Kind["MEMBER_JOINED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["MEMBER_REMOVED"],
                                jobtracker.audit.kinds.Kind["MEMBER_REMOVED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["ROLE_CHANGED"],
                                jobtracker.audit.kinds.Kind["ROLE_CHANGED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["CASELOAD_HANDED_OVER"],
                                jobtracker.audit.kinds.Kind["CASELOAD_HANDED_OVER"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["EXPORTED"],
                                jobtracker.audit.kinds.Kind["EXPORTED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["RESTORED"],
                                jobtracker.audit.kinds.Kind["RESTORED"],
                            ),
                            (
                                jobtracker.audit.kinds.Kind["ERASED"],
                                jobtracker.audit.kinds.Kind["ERASED"],
                            ),
                        ],
                        max_length=32,
                    ),
                ),
                ("actor_id", models.BigIntegerField()),
                ("candidate_id", models.BigIntegerField(blank=True, null=True)),
                ("firm_id", models.BigIntegerField(blank=True, null=True)),
                ("target", models.CharField(blank=True, max_length=120)),
                ("detail", models.JSONField(blank=True, default=dict)),
                ("at", models.DateTimeField()),
                ("number", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name_plural": "entries",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["candidate_id", "-at"], name="audit_by_candidate"),
                    models.Index(fields=["firm_id", "-at"], name="audit_by_firm"),
                    models.Index(fields=["actor_id", "-at"], name="audit_by_actor"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("actor_id", "number"), name="audit_entry_in_a_chain"
                    )
                ],
            },
        ),
    ]
