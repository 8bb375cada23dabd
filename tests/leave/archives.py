"""Archives to put back, as they were made and as somebody changed them."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.storage import default_storage

from jobtracker.leave.archive import archive_of
from jobtracker.leave.opening import BY_BROWSER, Opened
from jobtracker.leave.restorable import NOT_RESTORED, restored_holdings
from jobtracker.leave.restoring import restore
from tests.factories import NOW


def archive_bytes(user):
    with archive_of(user, at=NOW) as file:
        return file.read()


def parts_of(data):
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def restored(data, candidate, limits=BY_BROWSER):
    with Opened(BytesIO(data), limits) as opened:
        return restore(opened, candidate, candidate.user, at=NOW, by=candidate.user_id)


def stored_files():
    """The names of all documents that are kept."""
    folders, _ = default_storage.listdir("documents")
    return {
        f"{folder}/{name}"
        for folder in folders
        for name in default_storage.listdir(f"documents/{folder}")[1]
    }


def comparable(user):
    """Each restored row of an archive, with the place of the row in its table for each number."""
    parts = parts_of(archive_bytes(user))
    tables = json.loads(parts["data.json"])["tables"]
    places = {
        (label, row.get("id", row.get("application_id"))): place
        for label, table in tables.items()
        for place, row in enumerate(row for row in table["rows"] if not stays_out(row))
    }
    return {
        each.label: [
            {
                name: said(kind, row[name], places, parts, user)
                for name, kind in tables[each.label]["columns"].items()
                if name != "id"
            }
            for row in tables[each.label]["rows"]
        ]
        for each in restored_holdings()
    }


def stays_out(row):
    """What a firm wrote for itself, and a table that is still being taken in."""
    return row.get("visibility") == "internal" or row.get("state") == "mapping"


def said(kind, value, places, parts, user):
    _, _, label = kind.partition(" to ")
    if label == "people.User":
        return value == user.pk
    if label in NOT_RESTORED:
        return None
    if label:
        return value and places.get((label, value), "stays out")
    return parts.get(value, value) if isinstance(value, str) else value


def forged(mira, change):
    """Mira's archive with its data changed by somebody."""
    parts = parts_of(archive_bytes(mira.user))
    data = json.loads(parts["data.json"])
    change(data["tables"], data)
    return zipped({**parts, "data.json": written(data)})


def written(data):
    """As the archive writes it: a row a line."""
    tables = data.pop("tables")
    head = json.dumps(data)[:-1] + ', "tables": {\n'
    return head + ",\n".join(written_table(*each) for each in tables_of(tables)) + "\n}}\n"


def tables_of(tables):
    return tables.items() if isinstance(tables, dict) else []


def written_table(label, table):
    head = json.dumps({label: {**table, "rows": []}})[1:-3]
    rows = table["rows"]
    return head + (("\n" + ",\n".join(map(json.dumps, rows))) if rows else "") + "]}"


def rows(tables, label):
    return tables[f"applications.{label}"]["rows"]
