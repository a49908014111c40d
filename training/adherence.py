"""How much of what was planned was done. Always two numbers; a percentage alone says little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Max, Min, OuterRef, Q, Subquery
from django.utils.formats import date_format

from accounts.models import User
from training.models import PlannedSession, Session
from training.planning import catch_up, today_of

SPANS: Final = (7, 30, 90)
DONE: Final = "done"
MISSED: Final = "missed"


@dataclass(frozen=True)
class Share:
    """Of `due` planned sessions, `done` were trained."""

    done: int
    due: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.done / self.due) if self.due else None


@dataclass
class Standing:
    """Where a trainee stands with the plan: what was due and done, the last and the next."""

    today: date
    days: list[tuple[date, str]] = field(default_factory=list)
    last_session: Session | None = None
    next_planned: PlannedSession | None = None
    last_planned_day: date | None = None
    paused_on: date | None = None  # the latest, where something waits that is paused

    @property
    def resting_since(self) -> date | None:
        """Where all that waits is paused."""
        return self.paused_on if self.last_planned_day is None else None

    def share(self, span: int) -> Share:
        """Over the last `span` days, today among them."""
        since = self.today - timedelta(days=span)
        outcomes = [outcome for day, outcome in self.days if day > since]
        return Share(done=outcomes.count(DONE), due=len(outcomes))

    @property
    def shares(self) -> dict[int, Share]:
        return {span: self.share(span) for span in SPANS}

    @property
    def week(self) -> Share:
        return self.share(7)

    @property
    def month(self) -> Share:
        return self.share(30)

    @property
    def last_in_words(self) -> str:
        """When the last session was, as one says it today."""
        return "" if self.last_session is None else self._say(self.last_session.day)

    @property
    def next_in_words(self) -> str:
        return "" if self.next_planned is None else self._say(self.next_planned.date)

    def _say(self, day: date) -> str:
        return day_in_words(day, today=self.today)

    @property
    def plates(self) -> str:
        """The last outcomes as plates on a bar: marker is done, a dash is missed."""
        return " ".join("4on" if outcome == DONE else "miss" for outcome in self.last_outcomes)

    @property
    def plates_in_words(self) -> str:
        outcomes = self.last_outcomes
        return f"{outcomes.count(DONE)} of the last {len(outcomes)} planned sessions done"

    @property
    def last_outcomes(self) -> list[str]:
        """Of the last eight planned sessions that were due, oldest first."""
        return [outcome for _, outcome in self.days[-8:]]

    @property
    def days_since_last_session(self) -> int | None:
        if self.last_session is None:
            return None
        return max(0, (self.today - self.last_session.day).days)


def day_in_words(day: date, *, today: date) -> str:
    """ "today", "yesterday", "Friday", "12 days ago", "9 March": as one says it today."""
    distance = (day - today).days
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}
    if distance in near:
        return near[distance]
    if abs(distance) < 7:
        return date_format(day, "l")
    if -60 < distance < 0:
        return f"{-distance} days ago"
    return date_format(day, "j F" if day.year == today.year else "j F Y")


def standings(trainees: Sequence[User], *, at: datetime) -> dict[int, Standing]:
    """By the trainee's id; a fixed number of queries for any number of them.

    A planned session is due when it was done, missed or skipped: today's that still waits is
    not. Whoever asks may see their training.
    """
    ids = [trainee.pk for trainee in trainees]
    catch_up(at=at, trainee_ids=ids)
    found = {trainee.pk: Standing(today=today_of(trainee, at)) for trainee in trainees}
    _add_days(found, at)
    _add_last_sessions(found)
    _add_next_planned(found)
    return found


def _add_days(found: dict[int, Standing], at: datetime) -> None:
    first = at.date() - timedelta(days=max(SPANS) + 1)
    due = PlannedSession.objects.due().filter(trainee__in=found, date__gte=first)
    rows = due.in_order().values_list(
        "trainee_id", "date", "session__day", "session__finished_at", "session__id"
    )
    for trainee_id, *row in rows:
        standing = found[trainee_id]
        # what is skipped ahead of its day is not due yet
        standing.days += [one for one in _outcomes([row]) if one[0] <= standing.today]
    for standing in found.values():
        standing.days.sort(key=lambda one: one[0])


def outcomes(*, trainee_id: int, first: date, last: date) -> list[tuple[date, str]]:
    """What became of each workout that was planned for these days: (day, done or missed)."""
    due = PlannedSession.objects.due().filter(trainee=trainee_id, date__range=(first, last))
    return _outcomes(due.values_list("date", "session__day", "session__finished_at", "session__id"))


def _outcomes(rows: Iterable[Sequence[Any]]) -> list[tuple[date, str]]:
    return [
        (trained_on or meant_for, DONE if finished_at else MISSED)
        for meant_for, trained_on, finished_at, session_id in rows
        if session_id is None or finished_at is not None  # else it is under way
    ]


def _add_last_sessions(found: dict[int, Standing]) -> None:
    """One look into the index for each of them, however long they have trained."""
    newest = Session.objects.filter(trainee=OuterRef("pk")).newest_first().values("pk")[:1]
    latest = User.objects.filter(pk__in=found).order_by().values_list(Subquery(newest))
    for session in Session.objects.filter(pk__in=latest):
        found[session.trainee_id].last_session = session


def _add_next_planned(found: dict[int, Standing]) -> None:
    waiting = PlannedSession.objects.open().filter(trainee__in=found)
    goes_on = Q(assignment__paused_on=None)
    spans = waiting.values("trainee").annotate(
        first=Min("date", filter=goes_on),
        last=Max("date", filter=goes_on),
        paused_on=Max("assignment__paused_on"),
    )
    firsts: dict[date, list[int]] = defaultdict(list)
    for row in spans.order_by():
        standing = found[row["trainee"]]
        standing.last_planned_day, standing.paused_on = row["last"], row["paused_on"]
        firsts[row["first"]].append(row["trainee"])
    for planned in (
        waiting.not_paused().filter(date__in=filter(None, firsts)).defer("document").in_order()
    ):
        standing = found[planned.trainee_id]
        if planned.trainee_id in firsts[planned.date] and standing.next_planned is None:
            standing.next_planned = planned
