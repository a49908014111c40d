"""Phones that keep a workout while they have no signal, and what everybody has to come to."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from rest_framework.test import APIRequestFactory, force_authenticate

from training.api.sync import SyncView
from training.models import SessionItem, Set

BEFORE = datetime(1970, 1, 1, tzinfo=UTC)
DAWN = BEFORE + timedelta(seconds=1)
LISTS = {"session": "sessions", "item": "items", "set": "sets"}
post = partial(APIRequestFactory().post, "/api/v1/sync/", format="json")


def sync(user, said):
    request = post(said)
    force_authenticate(request, user)
    response = SyncView.as_view()(request)
    assert response.status_code == 200, response.data
    return response.data


@dataclass
class Truth:
    """Everything that was ever said, wherever: kept as a list and read as a whole, so that it
    cannot know in which order it arrived."""

    edits: dict = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    deleted: dict = field(default_factory=dict)
    above: dict = field(default_factory=dict)
    planned: set = field(default_factory=set)

    def say(self, row, at, **values):
        for name, value in values.items():
            self.edits[row][name].append((at, value))

    def delete(self, row, at):
        self.deleted[row] = max(at, self.deleted.get(row, at))

    def value(self, row, name, before=None):
        return max(self.edits[row][name])[1] if self.edits[row][name] else before

    def beneath(self, row):
        return [one for one, above in self.above.items() if above == row]

    def own_last(self, row):
        return max((at for edits in self.edits[row].values() for at, _ in edits), default=DAWN)

    def last(self, row):
        """Of it and all beneath, there or not."""
        return max([self.own_last(row), *map(self.last, self.beneath(row))])

    def is_there(self, row):
        if self.last(row) <= self.deleted.get(row, BEFORE):
            return False
        if (above := self.above.get(row)) is not None and not self.is_there(above):
            return False
        return not self._was_left_out(row)

    def is_done(self, row):
        return bool(self.value(row, "done"))

    def exercise_of(self, row, first):
        """What was done when that set was said to be done; what is done now, where it is not."""
        item = self.above[row]
        swaps = sorted(self.edits[item]["exercise"])
        if not self.is_done(row):
            return swaps[-1][1] if swaps else first
        done_at = max(self.edits[row]["completed_at"])[0]
        return next((slug for at, slug in reversed(swaps) if at <= done_at), first)

    def _was_left_out(self, row):
        """Neither planned nor done when the session ended."""
        session = row
        while session in self.above:
            session = self.above[session]
        if row == session or row in self.planned or self.is_done(row):
            return False
        ended = max(self.edits[session]["finished_at"], default=None)
        if ended is None or ended[1] is None or any(map(self._is_there_alone, self.beneath(row))):
            return False
        return self.own_last(row) <= ended[0]

    def _is_there_alone(self, row):
        gone = self.own_last(row) <= self.deleted.get(row, BEFORE)
        return not gone and not self._was_left_out(row)


class Phone:
    """Its own clock, what it knows of, and what it has not been able to send."""

    def __init__(self, user, truth, slow_by, place):
        self.user, self.truth = user, truth
        self.slow_by = timedelta(seconds=10 * slow_by, microseconds=-place)
        self.waiting, self.sent = [], []
        self.sets, self.items, self.done, self.gone = set(), set(), set(), set()

    def say(self, kind, row, at, **values):
        """The entry waits; returns what the clock of this phone says."""
        at = at - self.slow_by
        said = {name: _json(value) for name, value in values.items()}
        entry = {"id": str(row), **said, "edited_at": at.isoformat()}
        self.waiting.append((LISTS[kind], entry))
        return at

    def delete(self, kind, row, at):
        at = at - self.slow_by
        entry = {"type": kind, "id": str(row), "deleted_at": at.isoformat()}
        self.waiting.append(("deleted", entry))
        self.truth.delete(row, at)

    def look(self, session):
        """See the workout as it is."""
        sets = Set.objects.filter(session=session)
        self.sets |= {row.pk for row in sets}
        self.done |= {row.pk for row in sets if row.is_done}
        self.items |= {row.pk for row in SessionItem.objects.filter(session=session)}

    def send(self, count, *, is_heard=True):
        """The first of what is waiting, in one request; unheard, it goes again later."""
        batch = self.waiting[:count]
        if not batch:
            return
        answer = sync(self.user, _by_list(batch))
        refused = [one for rows in answer.values() for one in rows if one["status"] == "refused"]
        assert refused == []
        if is_heard:
            self.waiting = self.waiting[count:]
            self.sent += batch

    def send_again(self, start, count):
        """What an old tab still holds."""
        if batch := self.sent[start : start + count]:
            sync(self.user, _by_list(batch))


def _by_list(batch):
    said = defaultdict(list)
    for name, entry in batch:
        said[name].append(entry)
    return said


def _json(value):
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, int | float) else str(value)
