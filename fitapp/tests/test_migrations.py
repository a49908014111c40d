"""No migration holds up people who train: to a table that grows with what they do, nothing is done
that locks it for as long as it takes to read or to write it.

Looks at the operations, not at SQL: so it runs on both databases, and knows which tables grow.
"""

from collections.abc import Iterator

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from accounts.models import Look, User
from fitapp.lib.indexes import AddIndexQuietly
from metrics.integrations.models import ImportedSession
from training.models import (
    Comment,
    PlannedSession,
    Record,
    Session,
    SessionItem,
    Set,
    TraineeWeek,
    TraineeWeekMuscle,
)

GROWING = {
    (model._meta.app_label, model._meta.model_name)
    for model in (
        *(Session, SessionItem, Set, Record, Comment, PlannedSession),
        *(TraineeWeek, TraineeWeekMuscle, Look, ImportedSession),
    )
}
ROOMS = {"accounts", "training", "metrics", "integrations", "social", "pages"}
# Where the rule does not hold, and why.
ALLOWED = {
    ("accounts", "0002_roles", "RunPython"): "makes the three groups",
}
LOCKS = (
    migrations.AddIndex,
    migrations.AddConstraint,
    migrations.AlterUniqueTogether,
    migrations.AlterModelTable,
)


def faults(app: str, migration: migrations.Migration, before: ProjectState) -> Iterator[str]:
    """What a migration does that takes long on a large table. A table that it makes is empty."""
    state, made = before.clone(), set()
    for operation in _flat(migration.operations):
        model = getattr(operation, "model_name", getattr(operation, "name", "")).lower()
        if isinstance(operation, migrations.CreateModel):
            made.add(model)
        elif (app, model) in GROWING and model not in made:
            yield from _fault(app, operation, state, migration.atomic)
        elif isinstance(operation, migrations.RunPython | migrations.RunSQL):
            yield f"{type(operation).__name__}: change rows in a task, some at a time"
        operation.state_forwards(app, state)


def _flat(operations):
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation


def _fault(app, operation, state, atomic):
    kind, name = type(operation).__name__, operation.describe()
    if isinstance(operation, AddIndexConcurrently):
        if atomic:
            yield f"{kind}: {name}: the migration needs atomic = False"
    elif isinstance(operation, LOCKS):
        yield f"{kind}: {name}: writers wait until all rows are read; see fitapp/lib/indexes.py"
    elif isinstance(operation, migrations.AddField):
        if not _has_something(operation.field):
            yield f"{kind}: {name}: neither null nor a default"
        if _is_indexed(operation.field):
            yield f"{kind}: {name}: db_index=False, and an AddIndexQuietly"
    elif isinstance(operation, migrations.AlterField):
        old = state.models[app, operation.model_name_lower].fields[operation.name]
        if not _is_quick(old, operation.field):
            yield f"{kind}: {name}: all rows are read or written under a lock"


def _has_something(field):
    """For the rows that are there: an empty text counts, where one may be left empty."""
    return field.null or field.has_default() or (field.blank and field.empty_strings_allowed)


def _is_indexed(field):
    return field.unique or field.db_index


def _is_quick(old, new):
    """Nothing that the database must look at its rows for."""
    if old.get_internal_type() != new.get_internal_type() or (old.null and not new.null):
        return False
    if _is_indexed(new) and not _is_indexed(old):
        return False
    if isinstance(new, models.DecimalField):
        return (old.max_digits, old.decimal_places) == (new.max_digits, new.decimal_places)
    return (new.max_length or 0) >= (old.max_length or 0)


def test_no_migration_takes_long_on_a_table_that_grows():
    loader = MigrationLoader(None)
    found, state = [], ProjectState()
    for key in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True):
        app, name = key
        migration = loader.graph.nodes[key]
        if app in ROOMS:
            found += [
                f"{app} {name}, {fault}"
                for fault in faults(app, migration, state)
                if (app, name, fault.partition(":")[0]) not in ALLOWED
            ]
        state = migration.mutate_state(state, preserve=False)
    assert not found, "\n".join(["", *found])


def test_whatever_is_allowed_is_there():
    loader = MigrationLoader(None)
    for app, name, operation in ALLOWED:
        there = loader.disk_migrations[app, name].operations
        assert operation in {type(one).__name__ for one in there}


INDEX = models.Index(fields=["reps"], name="by_reps")
CHECK = models.CheckConstraint(condition=models.Q(reps__gte=0), name="no_debt")


def migration_of(*operations, atomic=True):
    made = migrations.Migration("0099_test", "training")
    made.operations, made.atomic = list(operations), atomic
    return made


def set_state():
    fields = [
        ("id", models.UUIDField(primary_key=True)),
        ("reps", models.PositiveSmallIntegerField(null=True)),
        ("load_kg", models.DecimalField(max_digits=7, decimal_places=3)),
        ("kind", models.CharField(max_length=8)),
    ]
    state = ProjectState()
    migrations.CreateModel("Set", fields).state_forwards("training", state)
    migrations.CreateModel("Program", fields).state_forwards("training", state)
    return state


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddIndex("set", INDEX),
        migrations.AddConstraint("set", CHECK),
        migrations.AddField("set", "note", models.TextField()),
        migrations.AddField("set", "by", models.ForeignKey(User, models.CASCADE, null=True)),
        migrations.AddField("set", "key", models.UUIDField(null=True, unique=True)),
        migrations.AlterField("set", "reps", models.BigIntegerField(null=True)),
        migrations.AlterField("set", "reps", models.PositiveSmallIntegerField()),
        migrations.AlterField(
            "set", "load_kg", models.DecimalField(max_digits=9, decimal_places=3)
        ),
        migrations.AlterField("set", "kind", models.CharField(max_length=4)),
        migrations.AlterField("set", "kind", models.CharField(max_length=8, db_index=True)),
        migrations.RunPython(migrations.RunPython.noop),
        migrations.RunSQL("UPDATE training_set SET reps = 0"),
        migrations.SeparateDatabaseAndState([migrations.AddIndex("set", INDEX)]),
        AddIndexQuietly("set", INDEX),  # in a transaction
    ],
)
def test_what_takes_long_is_refused(operation):
    assert list(faults("training", migration_of(operation), set_state()))


@pytest.mark.parametrize(
    "operations",
    [
        [migrations.AddField("set", "note", models.TextField(default=""))],
        [migrations.AddField("set", "note", models.TextField(null=True))],
        [migrations.AddField("set", "note", models.TextField(blank=True))],
        [migrations.AlterField("set", "kind", models.CharField("sort", max_length=16))],
        [migrations.RemoveField("set", "kind")],
        [migrations.AddIndex("program", INDEX)],
        [
            migrations.CreateModel("Record", [("id", models.UUIDField(primary_key=True))]),
            migrations.AddField("record", "reps", models.PositiveSmallIntegerField()),
            migrations.AddIndex("record", INDEX),
        ],
        [AddIndexQuietly("set", INDEX)],
    ],
)
def test_what_is_quick_is_not(operations):
    assert not list(faults("training", migration_of(*operations, atomic=False), set_state()))
