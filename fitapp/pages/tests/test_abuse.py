"""What nobody sends by accident: no page and no resource breaks."""

from inspect import getmodule, getsource, unwrap
from unittest.mock import patch

import pytest
from django.urls import reverse

from conftest import NOON
from fitapp.lib.search import TrigramIndex
from fitapp.pages.tests.every_page import Premises
from fitapp.tests.authorisation.collecting import routes
from metrics.integrations import imports
from metrics.integrations.formats.tables import Unreadable

pytestmark = pytest.mark.usefixtures("unlimited")

NAMES = "q show order page trainee exercise on view month week from to muscle next records".split()  # noqa: SIM905
EVIL = {
    "a NUL": "a\0b",
    "a NUL alone": "\0",
    "more than 64 bits": "9" * 30,
    "less than 64 bits": "-" + "9" * 30,
    "more digits than are read": "9" * 5000,
    "an endless number": "1e999",
    "no number": "NaN",
    "a digit of another script": "٣",
    "the year nought": "0000-01-01",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "the last month": "9999-12",
    "a day after the last": "10000-01-01",
    "no such day": "2026-02-30",
    "SQL": "' OR 1=1 --",
    "wildcards": "%_\\" * 100,
    "depth": "[" * 2000,
    "a way up": "../../etc/passwd",
    "characters of four bytes": "\U0001f3cb" * 300,
    "length": "a" * 10_000,
}


@pytest.fixture
def premises(db, time_machine):
    time_machine.move_to(NOON, tick=False)
    return Premises()


def readers():
    """Names of the pages that look at what stands behind the question mark."""
    for address in routes():
        if ".GET" in getsource(getmodule(unwrap(address.view))):
            yield address.name


@pytest.mark.parametrize("evil", EVIL.values(), ids=EVIL)
def test_no_page_breaks_over_its_address(client, premises, evil):
    reading = set(readers())
    assert "training:calendar" in reading
    client.force_login(premises.trainer)
    for name, path in premises.pages():
        if name in reading:
            assert client.get(path, dict.fromkeys(NAMES, evil)).status_code < 500, name


@pytest.mark.parametrize(
    "ids", [["9" * 30], ["-" + "9" * 30], ["9" * 400], ["NaN"], ["1", "9" * 20]]
)
def test_a_program_is_assigned_to_nobody_by_an_id_that_is_none(client, premises, ids):
    client.force_login(premises.trainer)
    form = {"trainees": ids, "starts_on": "2026-03-02", "mode": "sequence", "assign": ""}
    response = client.post(f"/programs/{premises.program.pk}/assign/", form)
    assert response.status_code in (200, 400)


def lists():
    """The lists of the API that are rows of a table."""
    for address in routes():
        actions = getattr(address.view, "actions", None) or {}
        has_rows = getattr(getattr(address.view, "cls", None), "queryset", None) is not None
        if has_rows and address.name.endswith("-list") and "get" in actions:
            yield address


@pytest.mark.parametrize("evil", EVIL.values(), ids=EVIL)
def test_no_list_of_the_api_breaks_over_its_address(api, premises, evil):
    client = api(premises.admin)
    for address in lists():
        rows = {"session_pk": premises.session.pk}
        path = reverse(address.name, kwargs={name: rows[name] for name in address.arguments})
        offered = getattr(address.view.cls, "filterset_fields", None) or ()
        for name in ("ordering", "search", "limit", "cursor", "trainee", "from", "to", *offered):
            answer = client.get(path, {name: evil})
            assert answer.status_code < 500, (address.name, name)


@pytest.mark.parametrize("field", ["owner__password", "trainee__password", "user__password", "pk"])
def test_no_list_is_put_in_order_by_what_is_hidden(api, premises, field):
    client = api(premises.trainee)
    for address in lists():
        if not address.arguments:
            for ordering in (field, f"-{field}", f"id,{field}"):
                answer = client.get(reverse(address.name), {"ordering": ordering})
                assert answer.status_code in (400, 403), (address.name, ordering)


@pytest.mark.parametrize("pk", ["9" * 30, "-1", "0", "NaN", "1e9", "9" * 400, "a" * 2000])
def test_what_is_no_id_is_not_found(api, premises, pk):
    client = api(premises.admin)
    for address in routes():
        if address.arguments == ("pk",) and address.path.startswith("api/v1/"):
            base = address.path.split("(?P")[0].split("<")[0]
            answer = client.get(f"/{base}{pk}/")
            assert answer.status_code in (404, 405), (address.name, answer.status_code)


def test_the_admin_is_not_searched_by_what_is_hidden(client, premises):
    client.force_login(premises.admin)
    for query in ("password__startswith=argon2", "tokens__digest__startswith=a", "_popup=\u00e9"):
        answer = client.get(f"/admin/accounts/user/?{query}")
        assert answer.status_code in (200, 302, 400), query
        if "__" in query:
            assert answer.status_code == 400


def test_a_file_of_a_thousand_names_is_looked_at_in_no_time(client, premises):
    rows = "".join(f"2026-01-05 18:00:00,Legs,Lift {n},1,100,5\n" for n in range(1000))
    header = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n"
    more = f"{header}{rows}2026-01-05 18:00:00,Legs,One more,1,100,5\n"
    client.force_login(premises.trainee)
    with pytest.raises(Unreadable, match="more than 1,000 exercises"):
        imports.receive_file(
            user=premises.trainee, filename="a.csv", content=more.encode(), at=NOON
        )
    source, _ = imports.receive_file(
        user=premises.trainee, filename="a.csv", content=(header + rows).encode(), at=NOON
    )
    with patch.object(TrigramIndex, "find", autospec=True, side_effect=TrigramIndex.find) as find:
        assert client.get(f"/imports/{source.pk}/").status_code == 200
    assert find.call_count <= 100


def test_a_name_without_end_is_a_row_that_cannot_be_used(premises):
    header = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n"
    rows = f"2026-01-05 18:00:00,Legs,{'x' * 300},1,100,5\n2026-01-05 18:00:00,Legs,Squat,1,90,5\n"
    source, _ = imports.receive_file(
        user=premises.trainee, filename="a.csv", content=(header + rows).encode(), at=NOON
    )
    assert source.row_errors == [{"row": 2, "why": "the name of the exercise is too long"}]
