"""A small world in which everybody stands in one relation to Ana, and each private value of hers
is a word that occurs nowhere else."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Permission
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile

from accounts import applications, blocking, coaching
from accounts.access_log import note_look
from accounts.models import ProfileGroupGrant, Scope, Token
from accounts.tests.factors import add_app, add_passkey
from conftest import NOON, make_user
from metrics.integrations import imports
from metrics.integrations.models import ExerciseAlias, ImportedSession
from social.notifications.models import PushSubscription
from training import logbook
from training.documents import create_program, write_document
from training.equipping import add_gym
from training.marks import mark
from training.models import Assignment, Comment, Popularity, RestTimer
from training.records import rebuild_records
from training.tests.log import (
    document,
    entry,
    group,
    make_exercise,
    make_item,
    make_session,
    make_sets,
    plan,
    prescription,
)
from training.tests.plans import make_version
from training.tests.programs import block_of, group_of, item_of, program_of, workout_of
from training.tests.test_write_document import RULE
from training.videos import set_video
from training.weeks import monday_of, rebuild_weeks

CANARIES = {
    "identity": ("Zqxname", "zqx_handle"),
    "address": ("zqxmail@example.com",),
    "training": (
        "Zqxsession", "Zqxopen", "Zqxnote", "Zqxitemnote", "Zqxcue", "Zqxreason", "Zqxcomment",
        "Zqxplan", "Zqxgym", "Zqxprogram", "Zqxsummary", "Zqxexercise", "zqxexercise", "Zqxstep",
        "zqxvideo",
        "137.25",
    ),
    "body": ("1961-07-23", "1.973", "197.3"),
    "nutrition": ("Zqxdiet",),
    "apart": ("Zqxapart",),  # said by whom she has blocked
    "application": ("Zqxabout",),
    "own": (
        "Zqxlook", "Zqxtoken", "zqxfile", "Zqxrow", "Zqxagent", "203.0.113.77", "Zqxpasskey",
        "Zqxbrowser",
    ),
    "secret": ("md5$", "v1.first."),
}  # fmt: skip
SEEN = {
    "owner": ("identity", "address", "training", "body", "nutrition", "application", "own"),
    "reader": ("identity", "address", "training", "body", "nutrition", "application", "own"),
    "lead": ("identity", "address", "training", "body", "nutrition", "apart"),
    "second": ("identity", "address", "training", "apart"),
    "invited": ("address",),
    "paused": ("identity", "address"),
    "ended": ("identity", "address"),
    "blocked": ("identity", "address"),  # to them it looks like any end
    "admin": ("identity", "address", "application"),
}
SEEN_IN_THE_ADMIN = tuple(group for group in CANARIES if group != "secret")
SIGNED_IN = {
    "owner": "ana", "lead": "lena", "second": "cole", "invited": "ivo", "paused": "paul",
    "ended": "emma", "trainee": "sam", "trainer": "tess", "blocked": "bob", "minor": "mia",
    "admin": "ada", "inactive": "ina",
}  # fmt: skip
STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,"
    'Workout Notes,RPE\n2026-02-01 10:00:00,"Zqxrow workout",1h,"Zqxrow press",1,60,5,0,0,"","",\n'
)


@dataclass
class World:
    """The people, what is Ana's, and how each relation knocks."""

    people: SimpleNamespace
    hers: SimpleNamespace
    cookies: dict[str, str] = field(default_factory=dict)
    bearers: dict[str, str] = field(default_factory=dict)
    open_program: Any = None  # one that everybody sees

    @property
    def ana(self):
        return self.people.ana

    def actor(self, relation):
        """The person behind a relation; None where nobody is."""
        name = SIGNED_IN.get({"reader": "owner", "expired": "owner"}.get(relation, relation))
        return getattr(self.people, name) if name else None

    def log_of(self, relation):
        """A workout of the actor's own, with one exercise."""
        session = make_session(self.actor(relation), days=-1, name="Own")
        return SimpleNamespace(session=session, item=make_item(session, self.hers.squat))


def build() -> World:
    people = make_people()
    world = World(people=people, hers=SimpleNamespace())
    world.hers.former = people.bob
    make_coachings(world)
    make_library(world)
    make_training(world)
    make_secrets(world)
    make_ways_in(world)
    world.open_program = make_version(name="Open to all").program
    for relation, name in SIGNED_IN.items():
        world.cookies[relation] = cookie_of(getattr(people, name))
    people.ina.is_active = False
    people.ina.save(update_fields=["is_active"])
    return world


def make_people():
    ana = make_user("Zqxname", handle="zqx_handle")
    ana.email = "zqxmail@example.com"
    ana.save(update_fields=["email"])
    ana.emailaddress_set.update(email=ana.email)
    ana.profile.change(
        birth_date=date(1961, 7, 23), height_m=Decimal("1.973"), diet="Zqxdiet", sex="female"
    )
    ana.profile.picture.save("zqxpicture.webp", ContentFile(b"RIFF0000WEBP"))
    mia = make_user("Mia")
    mia.profile.change(birth_date=date(2009, 11, 1))
    trainers = {
        name: make_user(name.title(), role="Trainers")
        for name in ("lena", "cole", "ivo", "paul", "emma", "tess", "bob", "ina")
    }
    ada = make_user("Ada", role="Admins", is_staff=True, is_superuser=True)
    return SimpleNamespace(ana=ana, mia=mia, sam=make_user("Sam"), ada=ada, **trainers)


def make_coachings(world):
    people, hers, ana = world.people, world.hers, world.ana

    def coached(trainer, *scopes):
        relation, _ = coaching.invite(trainer=trainer, email=ana.email, at=NOON)
        coaching.accept(coaching=relation, trainee=ana, scopes=scopes, at=NOON)
        return relation

    hers.coaching = coached(people.lena, *Scope)
    coached(people.bob, *Scope)
    coached(people.cole)
    coached(people.ina, *Scope)
    hers.block, _ = blocking.block(blocker=ana, blocked=people.bob, at=NOON)
    hers.paused = coached(people.paul, *Scope)
    coaching.pause(coaching=hers.paused)
    coaching.end(coaching=coached(people.emma, *Scope), by=ana, at=NOON)
    ProfileGroupGrant.objects.create(  # nothing reads it, and the admin shows it
        group=people.ada.groups.first(),
        content_object=ana.profile,
        permission=Permission.objects.get(codename="see_body"),
    )
    hers.invitation, hers.link = coaching.invite(trainer=people.ivo, email=ana.email, at=NOON)


def make_library(world):
    hers = world.hers
    hers.squat = make_exercise("back-squat", origin="shipped")
    hers.bench = make_exercise("bench-press", origin="shipped")
    hers.exercise = make_exercise(
        "zqxexercise",
        origin="private",
        owner=world.ana,
        steps=["Zqxstep"],
        video_url="https://zqxvideo.example/",
    )
    hers.exercise.picture.save("zqxexercise.webp", ContentFile(b"RIFF0000WEBP"))
    mark(exercise=hers.exercise, user=world.ana, kind="never", reason="pain", at=NOON)
    Popularity.objects.create(exercise=hers.squat, people=5)
    set_video(exercise=hers.squat, trainer=world.people.lena, url="https://lena.example/squat")


def make_training(world):
    hers, ana = world.hers, world.ana
    make_log(hers, ana)
    day = NOON.date()
    shape = document(group(entry("back-squat", prescription(), notes="Zqxcue")), name="Zqxplan")
    hers.planned = plan(ana, shape, day=day + timedelta(days=2))
    hers.assignment = hers.planned.assignment
    shape = program_shape(name="Zqxprogram", summary="Zqxsummary")
    hers.paused_plan = plan(ana, shape, day=day + timedelta(days=9)).assignment
    Assignment.objects.filter(pk=hers.paused_plan.pk).update(paused_on=day)
    hers.program = create_program(owner=ana, document=shape, at=NOON)
    hers.spare = create_program(owner=ana, document=shape, at=NOON)
    hers.assignment.program_name = "Zqxprogram"
    hers.assignment.version = hers.program.current()
    hers.assignment.assigned_by = ana
    hers.assignment.save()
    newer = program_shape(name="Zqxprogram", summary="Zqxsummary", blocks=2)
    newer["updated_at"] = hers.program.updated_at
    write_document(program=hers.program, document=newer, by=ana, at=NOON)


def make_log(hers, ana):
    hers.session = make_session(ana, days=-3, name="Zqxsession", note="Zqxnote")
    texts = {"note": "Zqxitemnote", "cue": "Zqxcue", "reason": "Zqxreason"}
    hers.item = make_item(hers.session, hers.squat, **texts)
    hers.set, gone = make_sets(hers.item, ("137.25", 5), ("100", 5))
    logbook.delete_set(set=gone)
    hers.comment = Comment.objects.create(
        session=hers.session, author=ana, text="Zqxcomment", created_at=NOON
    )
    rebuild_records(trainee_id=ana.pk, exercise_ids=[hers.squat.pk])
    rebuild_weeks(trainee_id=ana.pk, weeks=[monday_of(hers.session.day)])
    Comment.objects.create(
        session=hers.session, author=hers.former, text="Zqxapart", created_at=NOON
    )
    hers.open = logbook.start_free(
        trainee=ana, by=ana, at=NOON - timedelta(minutes=20), name="Zqxopen"
    )
    hers.open_item = logbook.add_exercise(session=hers.open, exercise=hers.bench)
    hers.gym = add_gym(owner=ana, document={"name": "Zqxgym"}, at=NOON)
    RestTimer.objects.begin(session=hers.open, seconds=90, at=NOON)


def program_shape(*, blocks=1, **fields):
    item = item_of(notes="Zqxcue", progression=[RULE])
    workout = workout_of("Zqxplan", groups=[group_of(item)])
    return program_of(blocks=[block_of(workouts=[workout]) for _ in range(blocks)], **fields)


def make_secrets(world):
    ana, hers = world.ana, world.hers

    def token(scope, **fields):
        made, secret = Token.issue(user=ana, name="Zqxtoken", scope=scope, at=NOON, **fields)
        return made, f"Bearer {secret}"

    note_look(owner=ana, viewer=world.people.lena, scope="body", what="Zqxlook", at=NOON)
    hers.application = applications.apply(user=ana, about="Zqxabout", at=NOON)
    hers.token, world.bearers["reader"] = token("read")
    past = {"expires_at": NOON - timedelta(hours=1)}
    _, world.bearers["expired"] = token("write", **past)
    hers.imported, _ = imports.receive_file(
        user=ana, filename="zqxfile.csv", content=STRONG.encode(), at=NOON
    )
    ExerciseAlias.objects.create(
        user=ana, app="strong", name="Zqxrow alias", exercise=hers.exercise
    )
    ImportedSession.objects.create(
        source=hers.imported, user=ana, kind="strong", external_key="k", session=hers.session
    )
    imports.set_mapping(hers.imported, load_unit="kg", distance_unit="km")


def make_ways_in(world):
    """How Ana signs in, and a device on which she has."""
    ana, hers = world.ana, world.hers
    add_app(ana)
    hers.passkey = add_passkey(ana, "Zqxpasskey")
    SocialAccount.objects.create(user=ana, provider="google", uid="zqx")
    hers.browser, _ = PushSubscription.objects.subscribe(
        user=ana, endpoint="https://fcm.googleapis.com/fcm/send/hers", p256dh="Zqxpublic",
        auth="Zqxauth", user_agent="Zqxbrowser", at=NOON,
    )  # fmt: skip
    hers.visit = UserSession.objects.create(
        user=ana, session_key=cookie_of(ana), ip="203.0.113.77", user_agent="Zqxagent"
    )


def cookie_of(user):
    """A session of this person, as signing in makes it."""
    kept = SessionStore()
    kept[SESSION_KEY] = str(user.pk)
    kept[BACKEND_SESSION_KEY] = "accounts.backends.EmailBackend"
    kept[HASH_SESSION_KEY] = user.get_session_auth_hash()
    kept.create()
    return kept.session_key


def new_id():
    return str(uuid4())
