from dataclasses import FrozenInstanceError, dataclass

import pytest
from django.db import transaction

from fitapp.lib.events import Event, on


@dataclass(frozen=True, kw_only=True)
class BarLoaded(Event):
    kg: int


@pytest.fixture
def heard():
    found = []

    @on(BarLoaded)
    def listen(event):
        found.append(event.kg)

    return found


def test_a_fact_is_told_once_it_is_true(heard, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        BarLoaded(kg=100).publish()
        assert heard == []
    assert heard == [100]


def test_what_was_rolled_back_never_happened(heard, db, django_capture_on_commit_callbacks):
    def fail():
        with transaction.atomic():
            BarLoaded(kg=100).publish()
            raise ZeroDivisionError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        fail()
    assert heard == []


def test_one_that_fails_to_listen_keeps_nobody_else_from_hearing(
    db, django_capture_on_commit_callbacks
):
    found = []

    @dataclass(frozen=True, kw_only=True)
    class BarDropped(Event):
        kg: int

    on(BarDropped)(lambda event: 1 / 0)
    on(BarDropped)(lambda event: found.append(event.kg))
    with django_capture_on_commit_callbacks(execute=True):
        BarDropped(kg=140).publish()
    assert found == [140]


def test_a_fact_does_not_change():
    with pytest.raises(FrozenInstanceError):
        BarLoaded(kg=100).kg = 200
