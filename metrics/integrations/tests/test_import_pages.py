"""The pages: send, look, answer, apply, watch, undo. Nobody sees another person's file."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from metrics.integrations import imports, progress
from metrics.integrations.forms import key_of
from metrics.integrations.models import Import
from training.models import Exercise, Session, Set

pytestmark = pytest.mark.usefixtures("library")
FILES = Path(__file__).parent / "files"


def upload(client, name="strong_comma.csv", content=None):
    content = (FILES / name).read_bytes() if content is None else content
    return client.post(reverse("integrations:imports"), {"file": SimpleUploadedFile(name, content)})


def page(client, name, source):
    return client.get(reverse(f"integrations:{name}", args=[source.pk]))


def test_a_file_is_sent_looked_at_applied_and_undone(
    client, ana, django_capture_on_commit_callbacks
):
    client.force_login(ana)
    sent = upload(client)
    source = Import.objects.get()
    assert sent.url == reverse("integrations:import", args=[source.pk])
    preview = page(client, "import", source).content.decode()
    assert "2 workouts" in preview
    assert "Barbell bench press" in preview
    assert "Rest Timer" in preview
    answers = {"load_unit": "lb", "distance_unit": "km", "time_zone": "Europe/Berlin"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("integrations:apply", args=[source.pk]), answers)
    assert Session.objects.filter(trainee=ana).count() == 2
    assert Set.objects.filter(entered_unit="lb").exists()
    assert "Undo this import" in page(client, "import", source).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("integrations:undo", args=[source.pk]))
    assert not Session.objects.exists()
    assert page(client, "import", source).status_code == 200


def test_an_open_question_is_asked_again(client, ana):
    client.force_login(ana)
    upload(client)
    source = Import.objects.get()
    answer = client.post(
        reverse("integrations:apply", args=[source.pk]), {"time_zone": "Europe/Berlin"}
    )
    assert answer.status_code == 200
    assert "load_unit" in answer.context["form"].errors
    source.refresh_from_db()
    assert source.state == Import.State.PREVIEWED


def test_a_name_can_be_given_to_any_exercise(client, ana, receive):
    client.force_login(ana)
    source = receive("strong_unit_columns.csv")
    place = key_of("Curl of Champions")
    assert f"other-{place}" in page(client, "import", source).context["form"].fields
    url = reverse("integrations:apply", args=[source.pk])
    wrong = client.post(url, {"time_zone": "UTC", f"other-{place}": "Curl of nobody"})
    assert f"other-{place}" in wrong.context["form"].errors
    client.post(url, {"time_zone": "UTC", f"other-{place}": "dumbbell curl"})
    source.refresh_from_db()
    curl = Exercise.objects.get(slug="dumbbell-curl")
    assert source.mapping == {"Curl of Champions": str(curl.pk)}


def test_an_unknown_name_comes_with_suggestions(client, ana, receive):
    client.force_login(ana)
    content = b"Date,Exercise Name,Set Order,Weight,Reps\n2024-01-01,Benchpress flat,1,60,8\n"
    source = receive("x.csv", content=content)
    (meaning,) = page(client, "import", source).context["form"].meanings
    assert not meaning.is_known
    assert meaning.decision == "own"
    assert "Barbell bench press" in [exercise.name for exercise in meaning.suggestions]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Name,Age\nAna,31\n", "does not look like an export of Strong"),
        (b"\x89PNG\x00\x00", "not a text file"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"Date,Exercise Name,Set Order,Reps\n2024-01-01,Dip,1,many\n", "No set could be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_answered_with_a_sentence(client, ana, content, says):
    client.force_login(ana)
    answer = upload(client, "file.csv", content)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Import.objects.exists()


def test_bad_rows_are_listed_before_anything_happens(client, ana, receive):
    client.force_login(ana)
    text = page(client, "import", receive("strong_bad_rows.csv")).content.decode()
    assert "7 rows that cannot be read" in text
    assert "“eighty” is no number for weight" in text
    assert "1 good set would be brought in" in text


def test_the_bar_asks_on_until_the_work_is_done(client, ana, receive):
    client.force_login(ana)
    source = receive("strong_comma.csv")
    source.move(before="previewed", after="applying")
    progress.tell(source.pk, done=4, total=16, at=source.created_at)
    under_way = page(client, "progress", source)
    assert "25% done" in under_way.content.decode()
    assert 'hx-trigger="every 1s"' in under_way.content.decode()
    source.move(before="applying", after="applied")
    done = page(client, "progress", source)
    assert done.headers["HX-Refresh"] == "true"
    assert "hx-get" not in done.content.decode()


@pytest.mark.parametrize("name", ["import", "progress", "apply", "undo"])
@pytest.mark.parametrize("who", ["cole", "sam", "ada"])
def test_nobody_else_finds_it(client, ana, receive, name, who, request):
    client.force_login(request.getfixturevalue(who))
    source = receive("strong_comma.csv")
    method = client.post if name in ("apply", "undo") else client.get
    assert method(reverse(f"integrations:{name}", args=[source.pk])).status_code == 404


@pytest.mark.parametrize("name", ["imports", "import", "progress", "apply", "undo"])
def test_who_has_not_signed_in_is_sent_to_sign_in(client, ana, receive, name):
    args = [] if name == "imports" else [receive("strong_comma.csv").pk]
    method = client.post if name in ("apply", "undo") else client.get
    answer = method(reverse(f"integrations:{name}", args=args))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_the_file_itself_is_behind_no_address(client, ana, receive):
    client.force_login(ana)
    source = receive("strong_comma.csv")
    for path in (
        f"/media/{source.file.name}",
        f"/{source.file.name}",
        f"/static/{source.file.name}",
    ):
        assert client.get(path).status_code == 404
    assert "export" not in source.file.name


def test_what_was_decided_is_not_decided_again(client, ana, bring_in):
    client.force_login(ana)
    source = bring_in("strong_comma.csv")
    assert client.post(reverse("integrations:apply", args=[source.pk])).status_code == 409


def test_the_list_costs_the_same_however_many_there_are(
    client, ana, receive, django_assert_max_num_queries
):
    client.force_login(ana)
    for name in ("strong_comma.csv", "strong_semicolon.csv", "strong_french.csv"):
        receive(name)
    with django_assert_max_num_queries(8):
        client.get(reverse("integrations:imports"))


def test_a_preview_costs_the_same_however_many_names_it_has(
    client, ana, receive, django_assert_max_num_queries
):
    client.force_login(ana)
    rows = "".join(f"2024-01-01,Exercise {n},1,60,8\n" for n in range(60))
    content = f"Date,Exercise Name,Set Order,Weight,Reps\n{rows}".encode()
    source = receive("x.csv", content=content)
    page(client, "import", source)  # the library is in memory from now on
    with django_assert_max_num_queries(14):
        assert page(client, "import", source).status_code == 200
    with pytest.raises(imports.UnitNotKnown):
        imports.apply(source, at=source.created_at)
