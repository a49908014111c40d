"""Facts that one app announces and others react to.

A fact is a frozen dataclass of ids and plain values, named in the past tense and declared in the
`events.py` of the app that owns it. It is announced once the transaction has committed, so nobody
reacts to something that never happened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.dispatch import Signal

_announced = Signal()


@dataclass(frozen=True, kw_only=True)
class Event:
    def publish(self) -> None:
        transaction.on_commit(lambda: _announced.send_robust(type(self), event=self))


E = TypeVar("E", bound=Event)


def on(*event_classes: type[E]) -> Callable[[Callable[[E], object]], Callable[[E], object]]:
    """Register a handler for one fact or several: `@on(SessionFinished)`.

    A failing handler is logged, not raised.
    """

    def register(handler: Callable[[E], object]) -> Callable[[E], object]:
        def call(event: E, **_: Any) -> None:
            handler(event)

        for event_class in event_classes:
            _announced.connect(call, sender=event_class, weak=False)
        return handler

    return register
