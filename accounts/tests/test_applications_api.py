import pytest

from accounts import applications
from accounts.models import TrainerApplication, User
from conftest import NOON, make_user

URL = "/api/v1/trainers/applications/"
ABOUT = "Ten years of club weightlifting."


@pytest.fixture
def application(sam) -> TrainerApplication:
    return applications.apply(user=sam, about=ABOUT, at=NOON)


def person(request, who):
    return request.getfixturevalue(who) if who else None


def test_one_applies(api, sam):
    response = api(sam).post(URL, {"about": ABOUT})
    assert response.status_code == 201
    body = response.json()
    assert set(body) == {
        "id", "user", "about", "applied_at", "decided_at", "approved", "reason"
    }  # fmt: skip
    assert (body["user"]["handle"], body["approved"], body["reason"]) == ("sam", None, "")


def test_nobody_applies_without_an_account(api, db):
    assert api().post(URL, {"about": ABOUT}).status_code == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "about"),
        ({"about": ""}, "about"),
        ({"about": "   "}, "about"),
        ({"about": None}, "about"),
        ({"about": ["x"]}, "about"),
        ({"about": "x" * 2001}, "about"),
        ({"about": "x", "user": "1"}, "user"),
        ({"about": "x", "approved": True}, "approved"),
        ({"about": "x", "decided_at": "2026-01-01T00:00:00Z"}, "decided_at"),
        ({"about": "x", "reason": "yes"}, "reason"),
        ({"about": "x", "applied_at": "2026-01-01T00:00:00Z"}, "applied_at"),
        ({"about": "x", "years": 3}, "years"),
    ],
)
def test_a_wrong_application_names_the_field(api, sam, body, field):
    response = api(sam).post(URL, body)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
    assert not TrainerApplication.objects.exists()


def test_applying_twice_is_409(api, sam, application):
    response = api(sam).post(URL, {"about": ABOUT})
    assert response.status_code == 409
    assert "waiting" in response.json()["detail"]


def test_a_trainer_who_applies_is_409(api, tess):
    assert api(tess).post(URL, {"about": ABOUT}).status_code == 409


def test_applying_is_limited(api, sam):
    client = api(sam)
    codes = []
    for _ in range(6):
        codes.append(client.post(URL, {"about": ABOUT}).status_code)
        TrainerApplication.objects.all().delete()
    assert codes == [201] * 5 + [429]


@pytest.mark.parametrize(("who", "count"), [("sam", 1), ("ana", 0), ("cole", 0), ("ada", 2)])
def test_each_lists_their_own_and_an_admin_everybodys(api, application, cole, who, count, request):
    applications.apply(user=make_user("Other"), about=ABOUT, at=NOON)
    found = api(person(request, who)).get(URL).json()["results"]
    assert len(found) == count


@pytest.mark.parametrize(
    ("who", "status"), [("sam", 200), ("ana", 404), ("tess", 404), ("ada", 200), (None, 401)]
)
def test_who_reads_one(api, application, who, status, request):
    assert api(person(request, who)).get(f"{URL}{application.pk}/").status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("sam", 204), ("ana", 404), ("tess", 404), ("ada", 403), (None, 401)]
)
def test_its_person_alone_takes_it_back(api, application, who, status, request):
    assert api(person(request, who)).delete(f"{URL}{application.pk}/").status_code == status
    assert TrainerApplication.objects.exists() == (status != 204)


def test_what_is_decided_is_not_taken_back(api, application, sam, ada):
    applications.decline(application=application, by=ada, at=NOON)
    assert api(sam).delete(f"{URL}{application.pk}/").status_code == 409


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 200), ("sam", 403), ("ana", 403), ("tess", 403), (None, 401)]
)
@pytest.mark.parametrize("verb", ["approve", "decline"])
def test_admins_alone_decide(api, application, sam, verb, who, status, request):
    response = api(person(request, who)).post(f"{URL}{application.pk}/{verb}/")
    assert response.status_code == status
    application.refresh_from_db()
    assert application.is_open == (status != 200)
    made = status == 200 and verb == "approve"
    assert User.objects.get(pk=sam.pk).is_trainer == made


def test_a_reason_is_told(api, application, ada):
    response = api(ada).post(f"{URL}{application.pk}/decline/", {"reason": "Not yet."})
    assert (response.json()["approved"], response.json()["reason"]) == (False, "Not yet.")


@pytest.mark.parametrize(
    "body", [{"reason": "x" * 2001}, {"reason": None}, {"reason": ["x"]}, {"because": "x"}]
)
def test_a_wrong_reason_decides_nothing(api, application, ada, body):
    assert api(ada).post(f"{URL}{application.pk}/decline/", body).status_code == 400
    application.refresh_from_db()
    assert application.is_open


def test_deciding_twice_is_409(api, application, ada):
    client = api(ada)
    client.post(f"{URL}{application.pk}/approve/")
    for verb in ("approve", "decline"):
        assert client.post(f"{URL}{application.pk}/{verb}/").status_code == 409


@pytest.mark.parametrize("pk", ["nonsense", "0", "99999999", "9" * 40, "1.5"])
def test_an_id_that_is_none_is_404(api, ada, pk):
    client = api(ada)
    assert client.get(f"{URL}{pk}/").status_code == 404
    assert client.post(f"{URL}{pk}/approve/").status_code == 404
    assert client.delete(f"{URL}{pk}/").status_code == 404


@pytest.mark.parametrize("method", ["put", "patch"])
def test_there_is_no_other_way_to_change_it(api, application, sam, method):
    assert getattr(api(sam), method)(f"{URL}{application.pk}/", {"about": "x"}).status_code == 405


def test_the_list_is_filtered_ordered_and_paged(api, application, ada):
    for number in range(3):
        made = applications.apply(
            user=make_user(f"P{number}"), about=ABOUT, at=NOON.replace(hour=13 + number)
        )
    applications.decline(application=made, by=ada, at=NOON)
    client = api(ada)

    def found(**query):
        return [row["user"]["handle"] for row in client.get(URL, query).json()["results"]]

    assert found() == ["p2_fit", "p1_fit", "p0_fit", "sam"]
    assert found(status="open", ordering="applied_at") == ["sam", "p0_fit", "p1_fit"]
    assert found(status="declined") == ["p2_fit"]
    assert found(status="approved") == []
    assert client.get(URL, {"status": "odd"}).status_code == 400
    assert client.get(URL, {"ordering": "user__password"}).status_code == 400
    first = client.get(URL, {"limit": 3}).json()
    assert [len(first["results"]), len(client.get(first["next"]).json()["results"])] == [3, 1]


def test_the_list_costs_the_same_for_many(api, ada, django_assert_num_queries):
    for number in range(6):
        applications.apply(user=make_user(f"P{number}"), about=ABOUT, at=NOON)
    client = api(ada)
    with django_assert_num_queries(2):  # person, applications
        assert len(client.get(URL).json()["results"]) == 6
