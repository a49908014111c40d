"""Who is there: a trainer, a trainee, an admin, and the trainer's other trainees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts import coaching
from accounts.models import Coaching, Scope, User
from accounts.models.people import ADMINS, TRAINERS, Experience
from training.models import Assignment

PASSWORD: Final = "fitapp-demo"  # noqa: S105  # development only, and said so everywhere
ZONE: Final = "Europe/Berlin"


@dataclass(frozen=True)
class Story:
    """One of the trainer's trainees and how training goes for them."""

    name: str
    program: str = "whole-body-three-days"
    weeks: int = 5  # since the program began
    adherence: float = 0.9
    factor: float = 1.0
    missed_days: int = 0  # without any training, up to now
    is_on_break: bool = False
    is_paused: bool = False  # the plan alone, while coaching goes on
    open_end: str = Assignment.OpenEnd.NONE
    has_ended: bool = False

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@example.com"


STORIES: Final = (
    Story(
        "Jonas Weber",
        weeks=6,
        adherence=1.0,
        factor=1.25,
        open_end=Assignment.OpenEnd.BLOCK,
    ),
    Story("Amira Haddad", "upper-lower-four-days", weeks=5, adherence=0.95, factor=0.8),
    Story("Lena Fischer", weeks=5, adherence=0.9, factor=0.7, missed_days=9),
    Story("Tom Becker", weeks=6, adherence=0.8, factor=1.1, missed_days=16, is_on_break=True),
    Story("Priya Nair", weeks=0, factor=0.65),
    Story("Marek Novak", "rising-waves", weeks=5, adherence=0.85, factor=1.4),
    Story("Sofia Lindqvist", weeks=4, adherence=0.8, factor=0.75, is_paused=True),
    Story("Daniel Osei", weeks=5, adherence=0.45, factor=1.2),
    Story("Emma Clarke", weeks=9, adherence=0.9, factor=0.7, has_ended=True),
)


def make_person(email: str, name: str, *, hashed: str, at: datetime, **fields: object) -> User:
    """A person whose address is known to be theirs."""
    user = User.objects.create_user(email, name=name, password=None, date_joined=at, **fields)
    User.objects.filter(pk=user.pk).update(password=hashed)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    user.profile.time_zone = ZONE
    user.profile.save(update_fields=["time_zone"])
    return user


def make_everybody(*, at: datetime) -> tuple[User, User, dict[str, User]]:
    """The trainer, the trainee, and the others by name."""
    hashed = make_password(PASSWORD)  # once: hashing well is slow on purpose
    began = at - timedelta(weeks=23)
    admin = make_person(
        "admin@example.com", "Ada Quinn", hashed=hashed, at=began, is_staff=True, is_superuser=True
    )
    admin.groups.add(Group.objects.get_or_create(name=ADMINS)[0])
    trainer = make_person("trainer@example.com", "Joel Marsh", hashed=hashed, at=began)
    trainer.groups.add(Group.objects.get_or_create(name=TRAINERS)[0])
    trainer.__dict__.pop("role_names", None)
    trainee = make_person("trainee@example.com", "Hanna Brandt", hashed=hashed, at=began)
    say_about_oneself(trainee)
    start_coaching(trainer, trainee, at=began, scopes=list(Scope))
    others = {}
    for story in STORIES:
        joined = at - timedelta(weeks=story.weeks, days=3)
        others[story.name] = make_person(story.email, story.name, hashed=hashed, at=joined)
        start_coaching(trainer, others[story.name], at=joined, scopes=[Scope.TRAINING])
    coaching.invite(trainer=trainer, email="noor.el-sayed@example.com", at=at)
    return trainer, trainee, others


def say_about_oneself(trainee: User) -> None:
    """What a trainer wants to know before writing a program."""
    profile = trainee.profile
    profile.experience = Experience.INTERMEDIATE
    profile.equipment = [
        *("barbell", "dumbbell", "rack", "bench", "incline_bench", "pull_up_bar"),
        *("cable", "machine", "leg_press_machine"),
    ]
    profile.limitations = ["knee", "overhead"]
    profile.birth_date = date(1994, 5, 17)
    profile.height_m = Decimal("1.72")
    profile.full_clean(exclude=["user"])
    profile.save()


def start_coaching(trainer: User, trainee: User, *, at: datetime, scopes: list[str]) -> None:
    """An invitation accepted at once. It is not sent: nobody waits for months-old mail."""
    invitation = Coaching.objects.create(
        trainer=trainer,
        email=trainee.email,
        invited_at=at,
        expires_at=at + timedelta(days=14),
    )
    coaching.accept(coaching=invitation, trainee=trainee, scopes=scopes, at=at)
