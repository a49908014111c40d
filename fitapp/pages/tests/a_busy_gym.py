"""A small gym in which every resource of the API has rows: Ana's, and those of strangers."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from accounts import coaching
from accounts.models import Token, User
from conftest import NOON, make_user, start_coaching
from metrics.integrations import imports
from training import logbook, pausing, planning
from training.commenting import comment
from training.documents import create_program
from training.equipping import add_gym
from training.exercises import create_private
from training.models import Exercise
from training.tests.programs import BENCH, SQUAT, make_exercises, program_of

EXPORT = Path(imports.__file__).parent / "tests" / "files" / "strong_comma.csv"
NOBODY = "01890000-0000-7000-8000-00000000dead"


class Gym:
    """Ana trains, Cole coaches her, Sam is a stranger, Tess invites Ana, Ada is the admin.

    `ids` says which ids stand behind each collection of the API, for paths and for bodies.
    """

    def __init__(self) -> None:
        make_exercises()
        self.ana, self.sam = make_user("Ana"), make_user("Sam")
        self.cole, self.tess = (make_user(name, role="Trainers") for name in ("Cole", "Tess"))
        self.ada = make_user("Ada", role="Admins", is_staff=True, is_superuser=True)
        start_coaching(self.cole, self.ana)
        coaching.invite(trainer=self.tess, email=self.ana.email, at=NOON)
        self.exercise = create_private(
            owner=self.cole, name="Cole's curl", pattern="elbow_flexion", level="beginner",
            mechanics="isolation",
        )  # fmt: skip
        self.programs = [
            create_program(owner=owner, document=program_of(name, **about), at=NOON)
            for owner, name, about in [
                (self.cole, "Strength", {}),
                (self.tess, "Secret", {}),
                (self.ana, "My own", {}),
                (None, "Template", {"is_public": True}),
            ]
        ]
        self.assignments = [
            self._assign(self.programs[0], self.cole, self.ana),
            self._assign(self.programs[3], self.sam, self.sam),
        ]
        self.paused = self._assign(self.programs[3], self.ana, self.ana)
        pausing.pause(assignment=self.paused, at=NOON)
        self.place = add_gym(owner=self.ana, document={"name": "Garage"}, at=NOON)
        self.sessions = [self._train(self.ana), self._train(self.sam)]
        self.under_way = logbook.start_free(
            trainee=self.ana, by=self.cole, at=NOON, name="With Cole"
        )
        for person in (self.ana, self.sam):
            imports.receive_file(
                user=person, filename=EXPORT.name, content=EXPORT.read_bytes(), at=NOON
            )
        self.token, self.secret = Token.issue(user=self.ana, name="watch", scope="read", at=NOON)

    def _assign(self, program, by, trainee):
        return planning.assign(
            version=program.current(), trainee=trainee, by=by, mode="calendar",
            starts_on=NOON.date() + timedelta(days=1), weekdays=[], at=NOON,
        )  # fmt: skip

    def _train(self, trainee: User):
        session = logbook.start_free(trainee=trainee, by=trainee, at=NOON)
        for slug in (SQUAT, BENCH):
            item = logbook.add_exercise(session=session, exercise=Exercise.objects.get(slug=slug))
            logbook.log_set(set=item.sets.first(), at=NOON, load=Decimal(100), reps=5)
        logbook.finish_session(session=session, at=NOON + timedelta(hours=1))
        comment(session=session, author=trainee, text="Heavy.", at=NOON)
        return session

    @property
    def ids(self) -> dict[str, list[str | int]]:
        people = [str(user.pk) for user in User.objects.all()]
        planned = [row.planned_sessions.first() for row in self.assignments]
        items = [row.items.first() for row in self.sessions]
        return {
            "assignments": _of(self.assignments),
            "coachings": [str(row.pk) for row in self.ana.coachings_as_trainee.all()],
            "comments": [str(row.comments.get().pk) for row in self.sessions],
            "exercises": [SQUAT, self.exercise.slug, "no-such"],
            "imports": [str(person.imports.get().pk) for person in (self.ana, self.sam)],
            "items": _of(items),
            "planned-sessions": _of(planned),
            "programs": _of(self.programs),
            "sessions": _of(self.sessions),
            "revisions": [row.revision for row in planned],
            "moments": [NOON.isoformat()],
            "sets": _of([row.sets.first() for row in items]),
            "tokens": [str(self.token.pk), "99999999"],
            "trainees": [*people, "99999999"],
            "trainers": [*people, "99999999"],
            "users": [*people, "99999999"],
        }


def _of(rows) -> list[str]:
    return [*(str(row.pk) for row in rows), str(UUID(NOBODY))]
