"""Many rows into a table at once: by COPY where the database has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models

from training.management.made_up import Row


def pour(model: type[models.Model], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """What `columns` do not name gets the default of its field."""
    if connection.vendor != "postgresql":
        model._default_manager.bulk_create(
            (model(**dict(zip(columns, row, strict=True))) for row in rows), batch_size=5000
        )
        return
    rest = defaults_of(model, columns)
    names = ", ".join(f'"{name}"' for name in (*columns, *rest))
    values = tuple(rest.values())
    copying = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(copying) as copy:
        for row in rows:
            copy.write_row(row + values)


def know_the_sizes() -> None:
    """Has the database look at its tables, so that it plans for what they hold now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def defaults_of(model: type[models.Model], columns: Sequence[str]) -> dict[str, Any]:
    """What the other columns that must hold something begin with."""
    return {
        field.column: field.get_db_prep_save(field.get_default(), connection)
        for field in model._meta.concrete_fields
        if field.column not in columns and not field.null and not field.primary_key
    }
