"""What is asked at each door: the row of hers that the path names, and a body that would succeed
for whoever may."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import quote
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from conftest import NOON, PASSWORD
from fitapp.tests.authorisation.world import STRONG, World, new_id
from training.tests.programs import program_of

DAY = NOON.date().isoformat()
NEXT_WEEK = "2026-03-09"
PROFILE = {"name": "Some Name", "handle": "some_handle_9"}
EXERCISE_FORM = {
    "name": "My own press", "tracking": "load_reps", "pattern": "squat", "mechanics": "compound",
    "level": "beginner", "main": ["quads"],
}  # fmt: skip
EXERCISE = {
    "name": "My own press", "tracking": "load_reps", "pattern": "squat", "mechanics": "compound",
    "level": "beginner", "muscles": {"quads": 1},
}  # fmt: skip
PAST_SESSION = {"name": "Yesterday", "started_at": "2026-03-01T10:00", "minutes": "45"}
ASSIGN = {"assign": "1", "starts_on": NEXT_WEEK, "mode": "calendar"}


def picture():
    kept = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(kept, "PNG")
    return SimpleUploadedFile("p.png", kept.getvalue(), "image/png")


def strong():
    return SimpleUploadedFile("sent.csv", STRONG.replace("Zqxrow", "Sent").encode(), "text/csv")


@dataclass
class Asked:
    """One request: the arguments of the path, the query, and the body."""

    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    is_json: bool = False
    url: str = ""

    def sent(self) -> dict[str, Any]:
        """As Django's test client takes it."""
        if self.body is None:
            return {"query_params": self.query}
        if self.is_json:
            body, kind = json.dumps(self.body), "application/json"
        else:
            body, kind = encode_multipart(BOUNDARY, self.body), MULTIPART_CONTENT
        return {"query_params": self.query, "data": body, "content_type": kind}


def ask(world: World, route: str, way: str, relation: str) -> Asked:
    method, _, variant = way.partition(" ")
    path = {name: read(world) for name, read in path_of(route, variant).items()}
    if route.startswith("admin:") and not path:
        path = admin_path(world, route)
    query = {"trainee": world.ana.pk} if variant == "of hers" and method == "GET" else {}
    body = BODIES.get((route, way)) or BODIES.get((route, method))
    made = body(world, relation) if body else (None if method == "GET" else {})
    if route.startswith("admin:") and route.endswith("_delete") and method == "POST":
        made = {"post": "yes"}
    if route == "admin:autocomplete":
        query = {"app_label": "accounts", "model_name": "coaching", "field_name": "trainer"}
    is_json = route.startswith("api:") and not holds_file(made)
    url = URLS.get(route, "")
    return Asked(url=url, path=path, query=query, body=made, is_json=is_json)


def admin_path(world: World, route: str) -> dict[str, Any]:
    """The row of a noun that a page of the admin shows: hers, where it has a person."""
    noun, _, page = route.removeprefix("admin:").rpartition("_")
    if "_" not in noun or page not in ("history", "change", "delete"):
        return {}
    model = apps.get_model(*noun.split("_", 1))
    return {"object_id": quote(model._base_manager.order_by("pk").first().pk)}


def holds_file(body) -> bool:
    return isinstance(body, dict) and any(hasattr(value, "read") for value in body.values())


Reader = Callable[[World], Any]


def hers(name: str, attribute: str = "pk") -> Reader:
    return lambda world: getattr(getattr(world.hers, name), attribute)


def path_of(route: str, variant: str) -> dict[str, Reader]:
    return PATHS.get(f"{route} {variant}") or PATHS.get(route, {})


def paths(routes: str, **arguments: Reader) -> dict[str, dict[str, Reader]]:
    return dict.fromkeys(routes.split(), arguments)


ANA: Reader = lambda world: world.ana.pk  # noqa: E731

PATHS: dict[str, dict[str, Reader]] = {
    **paths("pages:trainee api:trainee-detail api:trainee-summary api:user-detail", pk=ANA),
    **paths("pages:mail", key=lambda world: "no-such-mail"),
    **paths("accounts:revoke-token api:token-detail", pk=hers("token")),
    **paths("accounts:unblock api:block-detail", pk=hers("block")),
    **paths(
        "api:trainer-application-detail api:trainer-application-approve "
        "api:trainer-application-decline",
        pk=hers("application"),
    ),
    **paths("accounts:end-session", pk=hers("visit")),
    **paths("mfa_edit_webauthn mfa_remove_webauthn", pk=hers("passkey")),
    **paths("accounts:picture", handle=lambda world: world.ana.handle),
    **paths(
        "accounts:resend accounts:accept accounts:decline api:coaching-accept api:coaching-decline",
        pk=hers("invitation"),
    ),
    **paths(
        "accounts:share accounts:pause accounts:end api:coaching-detail api:coaching-end "
        "api:coaching-pause",
        pk=hers("coaching"),
    ),
    **paths("accounts:resume api:coaching-resume", pk=hers("paused")),
    **paths(
        "accounts:invitation accounts:accept-invitation accounts:decline-invitation",
        token=lambda world: world.hers.link,
    ),
    **paths(
        "training:program training:program-edit training:program-forms training:program-copy "
        "training:program-archive api:program-detail api:program-copy "
        "api:program-versions",
        pk=hers("program"),
    ),
    **paths("training:assign", pk=hers("spare")),
    **paths("training:program-update", pk=hers("program")),
    **paths("api:assignment-resume", pk=hers("paused_plan")),
    **paths("api:program-version", pk=hers("program"), number=lambda world: 1),
    **paths(
        "training:update-assignment training:end-assignment training:assignment "
        "api:assignment-detail api:assignment-update api:assignment-end api:assignment-pause",
        pk=hers("assignment"),
    ),
    **paths(
        "training:planned-session training:prepared-log training:move training:skip "
        "training:start-planned training:customise "
        "api:planned-session-detail api:planned-session-start",
        pk=hers("planned"),
    ),
    **paths(
        "training:session training:session-edit training:session-delete training:session-comment "
        "training:session-fit training:session-repeat training:session-plan training:session-save "
        "api:session-detail api:session-fit api:session-repeat api:session-plan "
        "api:session-program",
        pk=hers("session"),
    ),
    **paths(
        "training:session-log training:finish training:session-pick training:session-add "
        "api:session-finish api:session-rest",
        pk=hers("open"),
    ),
    **paths("api:push-subscription-detail", pk=hers("browser")),
    **paths("training:comment-delete", pk=hers("comment")),
    **paths(
        "training:item-swap training:item-skip training:item-unskip training:item-remove "
        "training:item-move training:item-note training:set-add",
        pk=hers("open_item"),
    ),
    **paths("training:warm-up", pk=hers("item")),
    **paths("training:gym api:gym-detail", pk=hers("gym")),
    **paths(
        "training:set-log training:set-undo training:set-change training:set-delete", pk=hers("set")
    ),
    **paths(
        "training:exercise training:exercise-edit training:exercise-retire "
        "training:exercise-restore training:exercise-mark training:exercise-video "
        "training:exercise-picture api:exercise-detail api:exercise-mark api:exercise-video "
        "api:exercise-picture",
        slug=hers("exercise", "slug"),
    ),
    **paths("training:chart-exercise", of=lambda world: "e1rm", slug=hers("squat", "slug")),
    **paths(
        "api:exercise-history api:exercise-substitutes api:exercise-trend",
        slug=hers("squat", "slug"),
    ),
    **paths(
        "integrations:import integrations:apply integrations:undo integrations:progress "
        "api:import-detail api:import-apply api:import-mapping api:import-undo",
        pk=hers("imported"),
    ),
    **paths("account_reset_password_from_key", uidb36=lambda world: "1", key=lambda world: "x-y"),
    **paths("api:session-set-list api:session-comment-list", session_pk=hers("session")),
    **paths("api:session-item-list", session_pk=hers("open")),
    **paths("api:session-set-detail", session_pk=hers("session"), pk=hers("set")),
    **paths(
        "api:session-item-detail api:session-item-skip api:session-item-swap "
        "api:session-item-unskip",
        session_pk=hers("open"),
        pk=hers("open_item"),
    ),
    **paths("api:session-comment-detail", session_pk=hers("session"), pk=hers("comment")),
    **paths("admin:app_list", app_label=lambda world: "training"),
    **paths("admin:view_on_site", content_type_id=lambda world: 1, object_id=lambda world: 1),
    **paths("admin:auth_user_password_change", id=ANA),
    **paths("api:trainer-detail", pk=lambda world: world.people.tess.pk),
}

URLS = {  # of doors that cannot be named
    "admin:django.views.generic.base.RedirectView": "/admin/accounts/user/1/",
    "admin:django.contrib.admin.sites.catch_all_view": "/admin/no/such/page/",
}
Body = Callable[[World, str], Any]


def always(body: Any) -> Body:
    return lambda world, relation: body


def program_update(world: World, relation: str) -> dict[str, Any]:
    return {**program_of(name="Changed"), "updated_at": world.hers.program.updated_at.isoformat()}


BODIES: dict[tuple[str, str], Body] = {
    ("accounts:change-profile", "POST"): always(PROFILE),
    ("accounts:change-units", "POST"): always(
        {"load_unit": "lb", "distance_unit": "mi", "length_unit": "in", "time_zone": "Asia/Tokyo"}
    ),
    ("accounts:change-picture", "POST"): lambda world, relation: {"picture": picture()},
    ("accounts:block", "POST"): lambda world, relation: {"user": world.people.tess.pk},
    ("accounts:become-a-trainer", "POST"): always({"about": "I coach the rowers of our town."}),
    ("api:block-list", "POST"): lambda world, relation: {"user": str(world.people.tess.pk)},
    ("api:trainer-application-list", "POST"): always({"about": "I coach the rowers."}),
    ("api:trainer-application-decline", "POST"): always({"reason": "Tell us more."}),
    ("accounts:make-token", "POST"): always({"name": "new", "scope": "read", "lasts": "90"}),
    ("accounts:coaching", "POST"): always({"email": "somebody@example.com"}),
    ("accounts:share", "POST"): always({"scopes": ["body"]}),
    ("training:program-new", "POST"): always(
        {"name": "New", "goal": "strength", "level": "beginner"}
    ),
    ("training:program-forms", "POST"): lambda world, relation: {
        "act": "add-block",
        "updated_at": world.hers.program.updated_at.isoformat(),
    },
    ("training:assign", "POST"): lambda world, relation: {
        **ASSIGN,
        "trainees": [world.actor(relation).pk if world.actor(relation) else 0],
    },
    ("training:program-update", "POST"): lambda world, relation: {
        "assignment": world.hers.assignment.pk,
        "newest": "2",
    },
    ("training:assignment", "POST"): always({"act": "pause"}),
    ("training:customise", "POST"): lambda world, relation: {
        "act": "change-workout",
        "name": "Changed",
        "day": "1",
        "revision": world.hers.planned.revision,
    },
    ("training:move", "POST"): always({"to": NEXT_WEEK}),
    ("training:start", "POST for her"): lambda world, relation: {"trainee": world.ana.pk},
    ("training:add-past", "POST"): always(PAST_SESSION),
    ("training:add-past", "POST for her"): lambda world, relation: {
        **PAST_SESSION,
        "trainee": world.ana.pk,
    },
    ("training:session-edit", "POST"): always(PAST_SESSION),
    ("training:session-comment", "POST"): always({"text": "Well done."}),
    ("training:session-plan", "POST"): always({"on": NEXT_WEEK}),
    ("api:session-plan", "POST"): always({"date": NEXT_WEEK}),
    ("training:session-add", "POST"): lambda world, relation: {"exercise": world.hers.squat.pk},
    ("training:item-swap", "POST"): lambda world, relation: {"exercise": world.hers.squat.pk},
    ("training:item-move", "POST"): always({"to": "0"}),
    ("training:item-note", "POST"): always({"note": "Slow."}),
    ("training:set-log", "POST"): always({"load": "100", "reps": "5"}),
    ("training:finish", "POST"): always({"rpe": "7"}),
    ("training:set-change", "POST"): always({"kind": "warm_up"}),
    ("training:gyms", "POST"): always({"name": "Garage", "bars": ["barbell 20 kg"]}),
    ("training:gym", "POST"): always({"name": "Garage", "plate-20-kg": "4"}),
    ("training:exercise-new", "POST"): always(EXERCISE_FORM),
    ("training:exercise-edit", "POST"): always(EXERCISE_FORM),
    ("training:exercise-mark", "POST"): always({"kind": "never", "reason": "pain"}),
    ("training:exercise-video", "POST"): always({"url": "https://example.com/watch"}),
    ("integrations:imports", "POST"): lambda world, relation: {"file": strong()},
    ("integrations:apply", "POST"): always(
        {"load_unit": "kg", "distance_unit": "km", "time_zone": "UTC"}
    ),
    ("account_login", "POST"): always({"login": "sam@example.com", "password": PASSWORD}),
    ("account_email", "POST"): always({"action_add": "", "email": "other@example.com"}),
    ("account_signup", "POST"): always(
        {"name": "New", "email": "new@example.com", "password1": "six-heavy-triples-9"}
    ),
    ("account_reset_password", "POST"): always({"email": "sam@example.com"}),
    ("api:me", "PATCH"): always({"name": "Some Name"}),
    ("api:me", "DELETE"): always({"password": "wrong"}),
    ("api:my-picture", "PUT"): lambda world, relation: {"file": picture()},
    ("api:token-list", "POST with a password"): always(
        {"name": "new", "email": "sam@example.com", "password": PASSWORD}
    ),
    ("api:token-list", "POST"): always({"name": "new"}),
    ("api:coaching-list", "POST"): always({"email": "somebody@example.com"}),
    ("api:coaching-detail", "PATCH"): always({"scopes": ["training"]}),
    ("api:trainer-list", "POST"): lambda world, relation: {"user": str(world.people.sam.pk)},
    ("api:trainer-detail", "PATCH"): always({"name": "Tess Two"}),
    ("api:trainee-list", "POST"): always({"email": "made@example.com", "name": "Made"}),
    ("api:trainee-detail", "PATCH"): always({"name": "Changed"}),
    ("api:user-detail", "PATCH"): always({"roles": ["Trainees"]}),
    ("api:sync", "POST"): always({"sessions": [], "items": [], "sets": [], "deleted": []}),
    ("api:exercise-list", "POST"): always({**EXERCISE, "is_private": True}),
    ("api:exercise-list", "POST for everybody"): always({**EXERCISE, "is_private": False}),
    ("api:exercise-mark", "PUT"): always({"kind": "never", "reason": "pain"}),
    ("api:exercise-video", "PUT"): always({"url": "https://example.com/watch"}),
    ("api:exercise-picture", "PUT"): lambda world, relation: {"file": picture()},
    ("api:exercise-detail", "PATCH"): always({"level": "advanced"}),
    ("api:gym-list", "POST"): always({"name": "Garage", "dumbbells": [{"weight": 20}]}),
    ("api:gym-detail", "PATCH"): always({"plates": [{"weight": 20, "count": 4}]}),
    ("api:program-list", "POST"): lambda world, relation: program_of(name="New"),
    ("api:program-detail", "PUT"): program_update,
    ("api:assignment-list", "POST"): lambda world, relation: {
        "program": str(world.open_program.pk),
        "starts_on": NEXT_WEEK,
    },
    ("api:assignment-list", "POST for her"): lambda world, relation: {
        "program": str(world.open_program.pk),
        "starts_on": NEXT_WEEK,
        "trainee": str(world.ana.pk),
    },
    ("api:assignment-detail", "PATCH"): always({"mode": "sequence"}),
    ("api:assignment-resume", "POST"): always({"move": False}),
    ("api:planned-session-detail", "PATCH"): always({"date": NEXT_WEEK}),
    ("api:session-list", "POST"): always({"name": "Mine"}),
    ("api:session-list", "POST for her"): lambda world, relation: {
        "name": "For her",
        "trainee": str(world.ana.pk),
    },
    ("api:session-detail", "PATCH"): always({"note": "Better."}),
    ("api:session-set-list", "POST"): lambda world, relation: {
        "id": new_id(),
        "item": str(world.hers.item.pk),
        "load_kg": 100,
        "reps": 5,
    },
    ("api:session-set-detail", "PATCH"): always({"reps": 6}),
    ("api:session-item-list", "POST"): always({"exercise": "back-squat"}),
    ("api:session-item-detail", "PATCH"): always({"note": "Slow."}),
    ("api:session-item-swap", "POST"): always({"exercise": "back-squat"}),
    ("api:session-comment-list", "POST"): always({"text": "Well done."}),
    ("api:session-rest", "PUT"): lambda world, relation: {
        "seconds": 90,
        "after": None,
        "next": str(world.hers.open_item.sets.first().pk),
    },
    ("api:push-subscription-list", "POST"): always(
        {
            "endpoint": "https://fcm.googleapis.com/fcm/send/new",
            "keys": {"p256dh": "B" * 87, "auth": "A" * 22},
        }
    ),
    ("api:import-list", "POST"): lambda world, relation: {"file": strong()},
    ("api:import-mapping", "PATCH"): always({"load_unit": "lb"}),
}
