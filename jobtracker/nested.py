"""Rows of other tables that come along with a row, in the same statement.

A page that shows one record with all that hangs on it would ask once for each kind. So each kind
comes as a column of JSON, from which its rows are made again. What a row was not asked to bring is
fetched when somebody asks for it, as with `only()`.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, override

from django.db import models
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler

type Data = Mapping[str, Any]


class Nested(models.Subquery):
    """The rows of a queryset in its order, with these fields, as one array.

    A field of a row that they point to is named with two underscores: `by__name`. What the
    queryset worked out itself, by `annotate`, comes as plain JSON.
    """

    template = "(SELECT JSONB_AGG(nested.row) FROM (%(subquery)s) nested)"
    on_sqlite = "(SELECT JSON_GROUP_ARRAY(JSON(nested.row)) FROM (%(subquery)s) nested)"

    def __init__(self, rows: "models.QuerySet[Any]", *fields: str) -> None:
        named = {name: name for name in ("pk", *fields)}
        super().__init__(
            rows.values(row=JSONObject(**named)), output_field=models.JSONField(default=list)
        )

    def as_sqlite(
        self,
        compiler: SQLCompiler,
        connection: Any,  # noqa: ANN401
        **options: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        return self.as_sql(compiler, connection, template=self.on_sqlite, **options)

    @override
    def get_group_by_cols(self, *_args: Any, **_options: Any) -> list[Any]:
        return []


class NestedValues(Nested):
    """The values of one field of a queryset, in order and each once, as one array."""

    template = "(SELECT JSONB_AGG(nested.value) FROM (%(subquery)s) nested)"
    on_sqlite = "(SELECT JSON_GROUP_ARRAY(nested.value) FROM (%(subquery)s) nested)"

    def __init__(self, rows: "models.QuerySet[Any]", field: str, most: int) -> None:
        values = rows.values(value=models.F(field)).order_by("value").distinct()[:most]
        models.Subquery.__init__(self, values, output_field=models.JSONField(default=list))


def rows_in[M: models.Model](model: type[M], data: Iterable[Data] | None) -> list[M]:
    """The rows again; none where there were none."""
    return [row_in(model, each) for each in data or ()]


def row_in[M: models.Model](model: type[M], data: Data) -> M:
    data = {model._meta.pk.attname: data["pk"], **data}
    columns = [each for each in model._meta.concrete_fields if each.attname in data]
    values = [value_of(each, data[each.attname]) for each in columns]
    row = model.from_db("default", [each.attname for each in columns], values)
    for name in data.keys() - {each.attname for each in columns} - {"pk"}:
        if "__" not in name:
            setattr(row, name, data[name])
    for name, inner in pointed_to(data).items():
        field = model._meta.get_field(name)
        number = getattr(row, field.attname)  # type: ignore[union-attr]
        there = number and row_in(field.related_model, {"pk": number, **inner})  # type: ignore[arg-type]
        setattr(row, name, there or None)
    return row


def pointed_to(data: Data) -> dict[str, dict[str, Any]]:
    """What the row brought of others, by the name of the foreign key."""
    found: dict[str, dict[str, Any]] = {}
    for path, value in data.items():
        name, is_other, rest = path.partition("__")
        if is_other:
            found.setdefault(name, {})[rest] = value
    return found


def value_of(field: "models.Field[Any, Any]", text: Any) -> Any:  # noqa: ANN401
    value = field.to_python(text)
    # SQLite keeps times in UTC, and says so nowhere.
    is_naive = isinstance(value, datetime) and value.tzinfo is None
    return value.replace(tzinfo=UTC) if is_naive else value
