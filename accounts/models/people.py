from __future__ import annotations

import re
import secrets
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo, available_timezones

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from accounts.ages import ADULT_AGE, age_on, last_adult_birth_date
from accounts.vocabulary import Equipment, Stress
from fitapp.lib.errors import Refused
from fitapp.lib.units import DistanceUnit, LengthUnit, LoadUnit

TRAINEES: Final = "Trainees"
TRAINERS: Final = "Trainers"
ADMINS: Final = "Admins"
ROLES: Final = (TRAINEES, TRAINERS, ADMINS)
SHORTEST_M: Final = Decimal(1)
TALLEST_M: Final = Decimal("2.5")

HANDLE = RegexValidator(
    r"^[a-z0-9_]{3,30}$", "A handle has 3 to 30 small letters, digits and underscores."
)


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User) -> UserQuerySet:
        """Whose picture and name `user` may see: trainers, the open, and who trains with them."""
        if user.is_admin:
            return self
        adult = Q(profile__birth_date=None) | Q(
            profile__birth_date__lte=last_adult_birth_date(timezone.now())
        )
        joined = ["invited", "active", "paused"]
        coaches = Q(coachings_as_trainer__trainee=user, coachings_as_trainer__status__in=joined)
        trains = Q(coachings_as_trainee__trainer=user, coachings_as_trainee__status__in=joined)
        open_to_all = (Q(profile__is_private=False) & adult) | Q(groups__name=TRAINERS)
        shown = self.filter(Q(pk=user.pk) | open_to_all | coaches | trains)
        return shown.unblocked(user).distinct()

    def unblocked(self, user: User) -> UserQuerySet:
        """Without whom `user` blocks and who blocks `user`. Admins see everybody."""
        if user.is_admin:
            return self
        return self.exclude(blocks__blocked=user).exclude(blocks_against__blocker=user)

    def with_role_of_trainer(self) -> UserQuerySet:
        return self.filter(groups__name=TRAINERS)

    def trainers(self) -> UserQuerySet:
        return self.with_role_of_trainer().filter(is_active=True)

    def with_profile(self) -> UserQuerySet:
        return self.select_related("profile")

    def with_roles(self) -> UserQuerySet:
        """Adds what `learn_roles` reads."""
        groups = Group.objects.filter(user=OuterRef("pk"))
        return self.annotate(**{f"in_{role}": Exists(groups.filter(name=role)) for role in ROLES})


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)

    @transaction.atomic
    def create_user(
        self, email: str, password: str | None = None, *, name: str = "", **fields: Any
    ) -> User:
        """A person with a profile, in the group Trainees: everyone trains."""
        email = email.strip().lower()
        if not email:
            raise ValueError("A user has an e-mail address.")
        fields.setdefault("handle", self.free_handle(name or email.partition("@")[0]))
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        Profile.objects.create(user=user, name=name)
        user.groups.add(Group.objects.get_or_create(name=TRAINEES)[0])
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.groups.add(Group.objects.get_or_create(name=ADMINS)[0])
        return user

    def free_handle(self, wish: str) -> str:
        """`wish` as a handle that nobody has yet."""
        stem = re.sub(r"[^a-z0-9]+", "_", wish.lower()).strip("_")[:22] or "lifter"
        stem = stem if len(stem) >= 3 else f"{stem}_fit"
        handle = stem
        while self.filter(handle=handle).exists():
            handle = f"{stem}_{secrets.randbelow(1_000_000)}"
        return handle


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address and is known by a handle."""

    email = models.EmailField("e-mail", max_length=254, unique=True)
    handle = models.CharField(max_length=30, unique=True, validators=[HANDLE])
    is_staff = models.BooleanField("may enter the admin", default=False)
    is_active = models.BooleanField("active", default=True)
    date_joined = models.DateTimeField("joined", default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()
    profile: Profile

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_email"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="email_is_lower"),
        ]

    def __str__(self) -> str:
        return self.handle

    @property
    def name(self) -> str:
        """What other people call this person."""
        return self.profile.name or self.handle

    @cached_property
    def role_names(self) -> frozenset[str]:
        return frozenset(self.groups.values_list("name", flat=True))

    def learn_roles(self) -> None:
        """From what came with the person, without another query."""
        self.role_names = frozenset(role for role in ROLES if getattr(self, f"in_{role}"))

    @cached_property
    def verified_addresses(self) -> list[str]:
        """The addresses whose mail this person has shown to receive."""
        verified = EmailAddress.objects.filter(user=self, verified=True)
        return list(verified.values_list("email", flat=True))

    @property
    def is_trainer(self) -> bool:
        return TRAINERS in self.role_names

    @property
    def is_admin(self) -> bool:
        return ADMINS in self.role_names


class Scope(models.TextChoices):
    """What a trainee agrees to share with one trainer."""

    TRAINING = "training", "Training"
    BODY = "body", "Body measurements"
    HEALTH = "health", "Sleep, heart and other health data"
    NUTRITION = "nutrition", "Nutrition"
    PHOTOS = "photos", "Progress photos"


class Sex(models.TextChoices):
    FEMALE = "female", "Female"
    MALE = "male", "Male"


class Experience(models.TextChoices):
    BEGINNER = "beginner", "Beginner"
    INTERMEDIATE = "intermediate", "Intermediate"
    ADVANCED = "advanced", "Advanced"


def check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(f"“{name}” is not a time zone, such as Europe/Berlin.")


def check_birth_date(day: date) -> None:
    if not date(1900, 1, 1) <= day <= timezone.localdate():
        raise ValidationError("A birth date lies between 1900 and today.")


def check_equipment(codes: list[str]) -> None:
    _check_codes(codes, Equipment.values)


def check_limitations(codes: list[str]) -> None:
    _check_codes(codes, Stress.values)


def _check_codes(codes: list[str], known: list[str]) -> None:
    if not isinstance(codes, list) or any(code not in known for code in codes):
        raise ValidationError(f"Choose from: {', '.join(known)}.")


class HandleTaken(Refused):
    pass


class Profile(models.Model):
    """What one person tells about themselves, and how they read numbers.

    What a trainer may see is kept as guardian permissions on this row (see accounts/coaching.py).
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="profile")
    name = models.CharField(max_length=80, blank=True)
    picture = models.ImageField(upload_to="pictures/", blank=True)
    load_unit = models.CharField(max_length=2, choices=LoadUnit, default=LoadUnit.KG)
    length_unit = models.CharField(max_length=2, choices=LengthUnit, default=LengthUnit.CM)
    distance_unit = models.CharField(max_length=2, choices=DistanceUnit, default=DistanceUnit.KM)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[check_time_zone])
    birth_date = models.DateField(null=True, blank=True, validators=[check_birth_date])
    sex = models.CharField(max_length=6, choices=Sex, blank=True)
    height_m = models.DecimalField(
        "height in metres",
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(SHORTEST_M), MaxValueValidator(TALLEST_M)],
    )
    experience = models.CharField(max_length=12, choices=Experience, blank=True)
    equipment = models.JSONField(
        "equipment at hand", default=list, blank=True, validators=[check_equipment]
    )
    limitations = models.JSONField(
        "regions to spare", default=list, blank=True, validators=[check_limitations]
    )
    diet = models.CharField(max_length=40, blank=True)
    is_private = models.BooleanField("hidden from people who do not coach me", default=True)

    class Meta:
        permissions = [(f"see_{scope.value}", f"Can see {scope.label.lower()}") for scope in Scope]
        constraints = [
            models.CheckConstraint(
                condition=Q(height_m=None) | Q(height_m__gte=SHORTEST_M, height_m__lte=TALLEST_M),
                name="height_is_human",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.user.handle

    @transaction.atomic
    def change(self, *, handle: str | None = None, **fields: Any) -> None:
        """Change what the person says about themselves, and perhaps their handle.

        Raises HandleTaken.
        """
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))
        if handle is not None and handle != self.user.handle:
            if User.objects.filter(handle=handle).exists():
                raise HandleTaken(f"Somebody else is called @{handle} already.")
            self.user.handle = handle
            self.user.save(update_fields=["handle"])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def age_on(self, day: date) -> int | None:
        """Full years, or None where the birth date is not known."""
        return None if self.birth_date is None else age_on(self.birth_date, day)

    def is_minor_at(self, at: datetime) -> bool:
        """Whether the 18th birthday is still to come, by the calendar where the person lives."""
        age = self.age_on(at.astimezone(self.zone).date())
        return age is not None and age < ADULT_AGE


class ProfileGrant(UserObjectPermissionBase):
    """One scope of one profile, granted to one trainer."""

    content_object = models.ForeignKey(Profile, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["user", "permission"], name="grants_of_a_trainer")]


class ProfileGroupGrant(GroupObjectPermissionBase):
    """guardian asks for a table of group grants as well; nothing is ever granted to a group."""

    content_object = models.ForeignKey(Profile, models.CASCADE)
