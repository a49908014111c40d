"""Every main page as the people who use it, on a phone at night and on a laptop by day: axe finds
nothing, and nothing is wider than the screen."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts import blocking
from accounts.access_log import note_look
from accounts.tests.factors import add_app, add_passkey
from browser import assert_accessible
from conftest import PASSWORD, make_user, start_coaching
from metrics.integrations import imports
from training import documents, exercises, logbook, marks, planning, videos
from training.equipping import add_gym
from training.models import Assignment, Exercise, PlannedSession
from training.tests.programs import (
    BENCH,
    SQUAT,
    block_of,
    group_of,
    item_of,
    make_exercises,
    program_of,
    workout_of,
)

pytestmark = pytest.mark.browser

EXPORT = """Date,Workout Name,Exercise Name,Set Order,Weight,Reps
2026-01-05 18:00:00,Legs,Squat,1,100,5
"""
VIDEO = "https://example.com/film"
BAR = {"kind": "barbell", "weight": 20}
OPEN_TO_ALL = [
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/google/login/",
    "/accounts/3rdparty/login/cancelled/",
    "/exercises/",
    "/exercises/plank/",
]
PROVEN = [  # who has just proved who they are, with an app and a passkey
    "accounts:delete",
    "accounts:prove",
    "accounts:sessions",
    "account_change_password",
    "account_reauthenticate",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
    "socialaccount_connections",
]


class Gym:
    """A trainer with a program, and a trainee half-way through its second workout."""

    def __init__(self):
        self.at = at = timezone.now()
        make_exercises()
        self.trainer = make_user("Joel", role="Trainers")
        self.trainee = make_user("Hanna")
        start_coaching(self.trainer, self.trainee)
        pair = group_of(item_of("bench-press"), item_of("barbell-row"), kind="superset")
        block = block_of(cycles=4, workouts=[workout_of(groups=[group_of(), pair])])
        self.program = documents.create_program(
            owner=self.trainer, document=program_of(blocks=[block]), at=at
        )
        begin = at - timedelta(days=7)
        self.assignment = planning.assign(
            version=self.program.current(),
            trainee=self.trainee,
            by=self.trainer,
            mode=Assignment.Mode.SEQUENCE,
            starts_on=begin.date(),
            weekdays=[],
            at=begin,
        )
        self.finished = self._train(begin, sets=None)
        self.under_way = self._train(at - timedelta(minutes=20), sets=2)
        self.planned = PlannedSession.objects.open().filter(trainee=self.trainee).first()
        self.own = exercises.create_private(owner=self.trainee, name="Stairs", video_url=VIDEO)
        squat, bench = map(Exercise.objects.in_bulk(field_name="slug").get, (SQUAT, BENCH))
        marks.mark(exercise=squat, user=self.trainee, kind="favourite", at=at)
        marks.mark(exercise=bench, user=self.trainee, kind="never", reason="pain", at=at)
        videos.set_video(exercise=squat, trainer=self.trainer, url=VIDEO)
        self.gym = add_gym(owner=self.trainee, document={"name": "Garage", "bars": [BAR]}, at=at)
        self.proven = make_user("Nora")
        add_app(self.proven)
        self.passkey = add_passkey(self.proven)
        self.beginner = make_user("Bea")
        note_look(
            owner=self.trainee, viewer=self.trainer, scope="body", what="Age and height", at=at
        )
        blocking.block(blocker=self.trainee, blocked=make_user("Ole", role="Trainers"), at=at)
        self.source, _ = imports.receive_file(
            user=self.trainee, filename="strong.csv", content=EXPORT.encode(), at=at
        )

    def _train(self, at, *, sets):
        planned = PlannedSession.objects.open().filter(trainee=self.trainee).in_order().first()
        session = logbook.start_planned(planned=planned, by=self.trainee, at=at)
        for row in session.sets.select_related("item", "session").in_order()[:sets]:
            logbook.log_set(set=row, at=at, load=row.target_load_kg, reps=5)
        if sets is None:
            logbook.finish_session(session=session, at=at + timedelta(hours=1))
        return session

    @property
    def pages(self):
        return {
            "nobody": OPEN_TO_ALL,
            "trainee": self.of_the_trainee,
            "trainer": self.of_trainers,
            "proven": self.of_the_proven,
            "beginner": [reverse("mfa_index"), reverse("mfa_activate_totp")],
        }

    @property
    def of_the_proven(self):
        of_passkey = ("mfa_edit_webauthn", "mfa_remove_webauthn")
        return [
            *(reverse(name) for name in PROVEN),
            *(reverse(name, args=[self.passkey.pk]) for name in of_passkey),
        ]

    @property
    def of_the_trainee(self):
        return [
            reverse("pages:today"),
            reverse("training:session-log", args=[self.under_way.pk]),
            reverse("training:finish", args=[self.under_way.pk]),
            reverse("training:session-pick", args=[self.under_way.pk]),
            reverse("training:session", args=[self.finished.pk]),
            reverse("training:sessions"),
            reverse("training:add-past"),
            reverse("training:calendar"),
            reverse("training:planned-session", args=[self.planned.pk]),
            reverse("training:customise", args=[self.planned.pk]),
            reverse("training:assignment", args=[self.assignment.pk]),
            *(reverse(f"training:{name}") for name in ("progress", "year", "compare")),
            reverse("training:exercise", args=["back-squat"]),
            reverse("training:exercise-edit", args=[self.own.slug]),
            reverse("training:gym", args=[self.gym.pk]),
            reverse("training:item-swap", args=[self.under_way.items.first().pk]),
            reverse("accounts:settings"),
            reverse("accounts:access-log"),
            reverse("accounts:become-a-trainer"),
            reverse("integrations:imports"),
            reverse("integrations:import", args=[self.source.pk]),
        ]

    @property
    def of_trainers(self):
        of_program = ("program", "program-edit", "program-forms", "assign", "program-update")
        return [
            reverse("pages:trainees"),
            reverse("pages:trainee", args=[self.trainee.pk]),
            reverse("pages:today"),
            reverse("training:programs"),
            reverse("training:program-new"),
            *(reverse(f"training:{name}", args=[self.program.pk]) for name in of_program),
            f"{reverse('training:exercise', args=['bench-press'])}?trainee={self.trainee.pk}",
            f"{reverse('training:calendar')}?trainee={self.trainee.pk}&view=week",
            reverse("accounts:coaching"),
        ]


@pytest.fixture
def gym(transactional_db, settings):
    call_command("createcachetable", verbosity=0)
    app = {"client_id": "us", "secret": "ours"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        name: {**about, "APPS": [app]} for name, about in settings.SOCIALACCOUNT_PROVIDERS.items()
    }
    return Gym()


def prove(page):
    page.goto(reverse("account_reauthenticate"))
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


@pytest.mark.parametrize("device", ["phone at night", "laptop by day"])
@pytest.mark.parametrize("who", ["nobody", "trainee", "trainer", "proven", "beginner"])
def test_every_page_is_sound(gym, phone, laptop, device, who):
    user = getattr(gym, who, None)
    page = (
        phone(user, color_scheme="dark")
        if device == "phone at night"
        else laptop(user, color_scheme="light")
    )
    if who in ("proven", "beginner"):
        prove(page)
    for path in gym.pages[who]:
        page.goto(path)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        if page.locator("[data-controller=chart]").count():  # axe must not meet it half drawn
            expect(page.locator("[data-chart-target~=frame][hidden]")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert_accessible(page)


@pytest.mark.parametrize("path", ["/trainees/", "/admin/"])
def test_the_page_for_another_role_is_sound(gym, phone, open_page, path):
    page = phone(gym.trainee, color_scheme="dark")
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Another door")
    assert_accessible(page)
    open_page.faults.clear()  # the browser logs an answer of 403 as an error
