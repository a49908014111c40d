"""The doors that people come through every day, and what each may cost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from fitapp.lib.ids import uuid7
from fitapp.pages.bench.house import House
from fitapp.pages.bench.measuring import Door
from training import logbook
from training.models import Session, Set

SETS_OF_A_WORKOUT = 25


class Rounds:
    """One workout under way, with sets enough to log one at each knock. It is deleted at the
    end, and so are those that came by sync."""

    def __init__(self, house: House, *, at: datetime, times: int) -> None:
        self.house, self.at = house, at
        self.trainee, self.trainer = _client(house.veteran), _client(house.trainer)
        self.session = logbook.start_free(
            trainee=house.veteran, by=house.veteran, at=at - timedelta(hours=1), name="Bench"
        )
        self.synced: list[str] = []
        count = 2 * (times + 2) // len(house.lifts) + 2
        for lift in house.lifts:
            logbook.add_exercise(session=self.session, exercise=lift, set_count=count)
        self.waiting = iter(list(self.session.sets.in_order()))

    def end(self) -> None:
        mine = Session.objects.filter(pk__in=[self.session.pk, *self.synced])
        for session in mine.select_related("trainee"):
            logbook.delete_session(session=session)

    def doors(self) -> Iterator[Door]:
        yield self._page("Today", "pages:today", queries=12)
        yield self._page("logger", "training:session-log", self.session.pk, queries=12)
        yield Door("log a set, page", self._log, queries=12, cpu_ms=15)
        yield Door("log a set, API", self._log_by_api, queries=12, cpu_ms=15)
        yield Door(f"sync {SETS_OF_A_WORKOUT} sets, API", self._sync, queries=135, cpu_ms=375)
        lift = self.house.lifts[0].slug
        yield self._page("exercise and its history", "training:exercise", lift, queries=14)
        yield self._page("history, API", "api:exercise-history", lift, queries=5)
        yield self._page("progress", "training:progress", queries=5)
        yield self._page("exercises", "training:exercises")
        yield self._page("sessions", "training:sessions")
        yield self._page("sessions, API", "api:session-list")
        yield self._page("records, API", "api:record-list")
        yield self._page("calendar", "training:calendar")
        yield from self._doors_of_the_trainer()

    def _doors_of_the_trainer(self) -> Iterator[Door]:
        coach, program = self.trainer, self.house.program.pk
        yield self._page("program", "training:program", program, client=coach)
        yield self._page("builder", "training:program-edit", program, client=coach)
        yield self._page("roster", "pages:trainees", client=coach)
        yield self._page("trainee", "pages:trainee", self.house.veteran.pk, client=coach)

    def _page(
        self, name: str, route: str, *args: Any, client: Client | None = None, **most: Any
    ) -> Door:
        url, client = reverse(route, args=args), client or self.trainee
        return Door(name, lambda: client.get(url), **most)  # type: ignore[arg-type,return-value]

    def _log(self) -> HttpResponse:
        row = next(self.waiting)
        return self.trainee.post(  # type: ignore[return-value]
            reverse("training:set-log", args=[row.pk]),
            {"load": "60", "reps": "5", "rpe": "8"},
            headers={"Accept": "application/json"},
        )

    def _log_by_api(self) -> HttpResponse:
        row: Set = next(self.waiting)
        url = reverse("api:session-set-detail", args=[self.session.pk, row.pk])
        return self._send(self.trainee.patch, url, {"load_kg": "60", "reps": 5, "rpe": "8"})

    def _sync(self) -> HttpResponse:
        session, began = str(uuid7()), self.at - timedelta(hours=3)
        self.synced.append(session)
        lifts = self.house.lifts
        sets = [
            {
                "id": str(uuid7()), "session": session, "load_kg": "60", "reps": 5,
                "exercise": lifts[number * len(lifts) // SETS_OF_A_WORKOUT].slug,
                "completed_at": (began + timedelta(minutes=2 * number)).isoformat(),
            }
            for number in range(SETS_OF_A_WORKOUT)
        ]  # fmt: skip
        about = {"id": session, "name": "Bench", "started_at": began.isoformat()}
        return self._send(
            self.trainee.post, reverse("api:sync"), {"sessions": [about], "sets": sets}
        )

    def _send(self, method: Any, url: str, body: dict[str, Any]) -> HttpResponse:
        answer: HttpResponse = method(url, body, content_type="application/json")
        return answer


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="accounts.backends.EmailBackend")
    return client
