"""An index of words where the database has one of that kind."""

from django.db import migrations

COLUMNS = ("text", "private_text")
MAKE = """
    CREATE INDEX search_{column} ON applications_searchtext
    USING gin (to_tsvector('simple'::regconfig, COALESCE({column}, '')))
"""


def make(_apps, editor):
    if editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            editor.execute(MAKE.format(column=column))


def drop(_apps, editor):
    if editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            editor.execute(f"DROP INDEX search_{column}")


class Migration(migrations.Migration):
    dependencies = [("applications", "0004_import_made")]

    operations = [migrations.RunPython(make, drop)]
