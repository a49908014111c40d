"""What the API does with input that is wrong: every wrong field is named and nothing changes."""

import pytest

from accounts import coaching
from accounts.models import Coaching, Profile, Token, User
from conftest import NOON

V1 = "/api/v1/"


@pytest.fixture
def world(ana, cole, sam, tess, ada, time_machine):
    """Everybody, a token of Ana's, and an invitation to Sam."""
    time_machine.move_to(NOON, tick=False)
    coaching.invite(trainer=tess, email=sam.email, at=NOON)
    Token.issue(user=ana, name="sheet", scope="read", at=NOON)
    return {"ana": ana, "cole": cole, "sam": sam, "tess": tess, "ada": ada}


def path_in(world, path):
    """`path` with the ids of people, the coaching and the invitation filled in."""
    ids = {name: user.pk for name, user in world.items()}
    ids["coaching"] = Coaching.objects.get(status="active").pk
    ids["invitation"] = Coaching.objects.get(status="invited").pk
    return V1 + path.format(**ids)


def everything():
    """All that a request could change."""
    return [
        list(User.objects.order_by("pk").values()),
        list(User.groups.through.objects.order_by("pk").values()),
        list(Profile.objects.order_by("pk").values()),
        list(Coaching.objects.order_by("pk").values()),
        list(Token.objects.order_by("pk").values()),
    ]


WRONG = {
    # who, method, path: each body with the fields that are named
    ("cole", "post", "coachings/"): [
        ({}, "email"),
        ({"email": ""}, "email"),
        ({"email": "no address"}, "email"),
        ({"email": "a@b"}, "email"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "email"),
        ({"email": f"{'x' * 250}@b.example"}, "email"),
        ({"email": "a@b.example", "trainer": "1"}, "trainer"),
        ({"email": "a@b.example", "status": "active"}, "status"),
        ({"email": "a@b.example", "scopes": ["body"]}, "scopes"),
    ],
    ("ana", "patch", "coachings/{coaching}/"): [
        ({}, "scopes"),
        ({"scopes": "training"}, "scopes"),
        ({"scopes": ["training", 7]}, "scopes.1"),
        ({"scopes": ["training", "all"]}, "scopes.1"),
        ({"scopes": ["training"], "trainer": "1"}, "trainer"),
        ({"scopes": ["training"], "is_lead": False}, "is_lead"),
        ({"scopes": ["training"], "started_at": None}, "started_at"),
    ],
    ("sam", "post", "coachings/{invitation}/accept/"): [
        ({"scopes": ["odd"]}, "scopes.0"),
        ({"scopes": None}, "scopes"),
        ({"scopes": [], "trainee": "1"}, "trainee"),
    ],
    ("ana", "patch", "me/"): [
        ({"name": "x" * 81}, "name"),
        ({"handle": "x" * 31}, "handle"),
        ({"handle": ""}, "handle"),
        ({"handle": None}, "handle"),
        ({"diet": "x" * 41}, "diet"),
        ({"load_unit": "st"}, "load_unit"),
        ({"length_unit": "m"}, "length_unit"),
        ({"distance_unit": "league"}, "distance_unit"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"birth_date": "14.3.1992"}, "birth_date"),
        ({"birth_date": "1992-02-30"}, "birth_date"),
        ({"birth_date": 700000}, "birth_date"),
        ({"height_m": 0.999}, "height_m"),
        ({"height_m": 2.501}, "height_m"),
        ({"height_m": 1.71234}, "height_m"),
        ({"height_m": "NaN"}, "height_m"),
        ({"height_m": "Infinity"}, "height_m"),
        ({"height_m": True}, "height_m"),
        ({"height_cm": 171}, "height_cm"),
        ({"experience": "godlike"}, "experience"),
        ({"is_private": "perhaps"}, "is_private"),
        ({"is_private": None}, "is_private"),
        ({"equipment": ["barbell", "sword"]}, "equipment.1"),
        ({"limitations": {"knee": True}}, "limitations"),
        ({"email": "new@example.com"}, "email"),
        ({"roles": ["Admins"], "is_superuser": True}, "is_superuser roles"),
        ({"joined_at": "2020-01-01T00:00:00Z", "id": "1"}, "id joined_at"),
        ({"user": 1, "user_id": 1, "picture": "x"}, "picture user user_id"),
    ],
    ("ana", "delete", "me/"): [
        ({"password": ["x"]}, "password"),
        ({"password": None}, "password"),
    ],
    ("ana", "post", "auth/tokens/"): [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "x", "scope": "admin"}, "scope"),
        ({"name": "x", "expires_at": "soon"}, "expires_at"),
        ({"name": "x", "expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"name": "x", "expires_at": "9999-12-31T23:59:59Z"}, "expires_at"),
        ({"name": "x", "user": "1", "digest": "x"}, "digest user"),
        ({"name": "x", "token": "fit_mine"}, "token"),
    ],
    ("ada", "post", "trainers/"): [
        ({}, "user"),
        ({"user": "99999"}, "user"),
        ({"user": "x"}, "user"),
        ({"user": 10**30}, "user"),
        ({"user": "x", "roles": ["Admins"], "approved": True}, "approved roles user"),
    ],
    ("ada", "patch", "trainers/{tess}/"): [
        ({"name": "x" * 81}, "name"),
        ({"handle": "A B"}, "handle"),
        ({"email": "x@y.example"}, "email"),
    ],
    ("ada", "post", "trainees/"): [
        ({}, "email name"),
        ({"email": "x", "name": ""}, "email name"),
        ({"email": "ana@example.com", "name": "x"}, "email"),
        ({"email": "ANA@Example.com", "name": "x"}, "email"),
        ({"email": "n@b.example", "name": "x" * 81}, "name"),
        ({"email": "n@b.example", "name": "x", "handle": "mine"}, "handle"),
        ({"email": "n@b.example", "name": "x", "roles": []}, "roles"),
        ({"email": "n@b.example", "name": "x", "password": "x"}, "password"),
    ],
    ("ada", "patch", "trainees/{ana}/"): [
        ({"handle": ""}, "handle"),
        ({"load_unit": "lb"}, "load_unit"),
        ({"body": {"sex": "male"}}, "body"),
        ({"name": "x", "is_active": False}, "is_active"),
    ],
    ("ada", "patch", "users/{sam}/"): [
        ({"roles": "Trainers"}, "roles"),
        ({"roles": ["Trainers", "Kings"]}, "roles.1"),
        ({"is_active": "perhaps"}, "is_active"),
        ({"is_active": None}, "is_active"),
        ({"email": "x@y.example"}, "email"),
        ({"handle": "x_y_z"}, "handle"),
        ({"is_superuser": True, "is_staff": True}, "is_staff is_superuser"),
        ({"joined_at": None, "password": "x"}, "joined_at password"),
    ],
}


CASES = [(*door, body, fields) for door, bodies in WRONG.items() for body, fields in bodies]


@pytest.mark.parametrize(
    ("who", "method", "path", "body", "fields"),
    CASES,
    ids=[f"{method} {path} {body}"[:70] for _, method, path, body, _ in CASES],
)
def test_what_is_wrong_is_named_and_nothing_changes(api, world, who, method, path, body, fields):
    client = api(world[who])
    before = everything()
    response = getattr(client, method)(path_in(world, path), body)
    assert response.status_code == 400, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert set(response.json()["errors"]) == set(fields.split())
    assert everything() == before


BODIES = [
    ("cole", "post", "coachings/"),
    ("ana", "patch", "coachings/{coaching}/"),
    ("sam", "post", "coachings/{invitation}/accept/"),
    ("ana", "patch", "me/"),
    ("ana", "post", "auth/tokens/"),
    ("ana", "post", "blocks/"),
    ("sam", "post", "trainers/applications/"),
    ("ada", "post", "trainers/"),
    ("ada", "patch", "trainers/{tess}/"),
    ("ada", "post", "trainees/"),
    ("ada", "patch", "trainees/{ana}/"),
    ("ada", "patch", "users/{sam}/"),
]


@pytest.mark.parametrize(("who", "method", "path"), BODIES, ids=lambda value: value)
@pytest.mark.parametrize(
    "body", ["[]", '"x"', "1", "null", "{", "\xff", '{"a": "\\ud800"}', '{"a": "\\u0000"}']
)
def test_a_body_that_is_no_object_is_400(api, world, who, method, path, body):
    client = api(world[who])
    before = everything()
    url = path_in(world, path)
    response = getattr(client, method)(url, body, content_type="application/json")
    assert response.status_code == 400, response.content
    assert everything() == before


@pytest.mark.parametrize(("who", "method", "path"), BODIES, ids=lambda value: value)
def test_a_form_is_not_what_the_api_reads(api, world, who, method, path):
    url = path_in(world, path)
    response = getattr(api(world[who]), method)(url, "a=b", content_type="text/plain")
    assert response.status_code == 415


# --- Lists ---------------------------------------------------------------------------------------

LISTS = [
    ("ana", "coachings/"),
    ("ana", "auth/tokens/"),
    ("ana", "blocks/"),
    ("ana", "me/access-log/"),
    ("ana", "trainers/"),
    ("ana", "trainers/applications/"),
    ("cole", "trainees/"),
    ("ada", "trainees/"),
    ("ada", "users/"),
]


@pytest.mark.parametrize(("who", "path"), LISTS)
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        ("limit=1", 200),
        ("limit=0", 400),
        ("limit=-1", 400),
        ("limit=many", 400),
        ("limit=100000", 200),
        ("cursor=nonsense", 400),
        ("cursor=cD1ub25zZW5zZQ==", 400),  # p=nonsense
        ("cursor=cD0lMDA=", 400),  # p=%00
        ("search=%00", 400),
        ("search=%25_%5C", 200),
        ("search=" + "x" * 3000, 200),
        ("ordering=password", 400),
        ("ordering=user__password", 400),
        ("ordering=-", 400),
    ],
)
def test_lists_take_any_query(api, world, who, path, query, status):
    response = api(world[who]).get(f"{V1}{path}?{query}")
    searches = path.split("/")[0] in ("trainees", "users") or path == "trainers/"
    if query.startswith("search=") and not searches:
        status = 400  # what is not searched is not asked in vain
    assert response.status_code == status, response.content


@pytest.mark.parametrize(("who", "path"), LISTS)
def test_lists_have_one_shape(api, world, who, path):
    body = api(world[who]).get(f"{V1}{path}").json()
    assert set(body) == {"next", "previous", "results"}


@pytest.mark.parametrize(
    ("who", "path"), [("ana", "trainers/"), ("ada", "trainees/"), ("ada", "users/")]
)
def test_people_are_paged_without_loss(api, world, who, path):
    client = api(world[who])
    whole = [row["id"] for row in client.get(f"{V1}{path}").json()["results"]]
    assert len(whole) >= 2
    url, found = f"{V1}{path}?limit=1", []
    while url:
        page = client.get(url).json()
        found += [row["id"] for row in page["results"]]
        url = page["next"]
    assert found == whole


@pytest.mark.parametrize(
    ("who", "path", "query", "status"),
    [
        ("ana", "coachings/", "status=active", 200),
        ("ana", "coachings/", "status=odd", 400),
        ("ana", "coachings/", "role=admin", 400),
        ("ada", "users/", "is_active=true", 200),
        ("ada", "users/", "is_active=perhaps", 400),
        ("ana", "me/access-log/", "scope=body", 200),
        ("ana", "me/access-log/", "scope=odd", 400),
    ],
)
def test_filters_are_of_what_they_name(api, world, who, path, query, status):
    assert api(world[who]).get(f"{V1}{path}?{query}").status_code == status


def test_users_are_filtered_and_searched(api, world):
    User.objects.filter(pk=world["sam"].pk).update(is_active=False)
    client = api(world["ada"])

    def handles(query):
        return [row["handle"] for row in client.get(f"{V1}users/?{query}").json()["results"]]

    assert handles("is_active=false") == ["sam"]
    assert "sam" not in handles("is_active=true")
    assert handles("search=TES") == ["tess"]
    assert handles("search=nobody") == []
