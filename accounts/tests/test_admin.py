import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts import coaching
from accounts.models import Coaching, ProfileGrant, Token, User
from conftest import NOON, PASSWORD

NOUNS = ["user", "profile", "coaching", "token", "profilegrant", "profilegroupgrant"]


@pytest.fixture
def admin(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def token(ana) -> Token:
    return Token.issue(user=ana, name="sheet", scope="read", at=NOON)[0]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_has_a_list_that_can_be_searched(admin, ana, cole, token, noun):
    url = reverse(f"admin:accounts_{noun}_changelist")
    assert admin.get(url, {"q": "ana"}).status_code == 200


@pytest.mark.parametrize("noun", NOUNS[:5])
def test_every_noun_has_a_page_of_its_own(admin, ana, cole, token, noun):
    row = {
        "user": ana,
        "profile": ana.profile,
        "coaching": Coaching.objects.get(),
        "token": token,
        "profilegrant": ProfileGrant.objects.get(),
    }[noun]
    assert admin.get(reverse(f"admin:accounts_{noun}_change", args=[row.pk])).status_code == 200


def test_no_digest_is_ever_shown(admin, token, tess):
    invitation, _ = coaching.invite(trainer=tess, email="new@example.com", at=NOON)
    for noun, row, digest in [
        ("token", token, token.digest),
        ("coaching", invitation, invitation.token_digest),
    ]:
        page = admin.get(reverse(f"admin:accounts_{noun}_change", args=[row.pk]))
        listed = admin.get(reverse(f"admin:accounts_{noun}_changelist"))
        assert digest not in page.content.decode() + listed.content.decode()


def test_the_list_of_people_costs_the_same_for_many(admin, django_assert_max_num_queries):
    for number in range(15):
        User.objects.create_user(f"p{number}@example.com", name=f"P {number}")
    with django_assert_max_num_queries(14):
        admin.get(reverse("admin:accounts_user_changelist"))


def test_a_person_made_here_has_a_profile_a_handle_and_trains(admin):
    response = admin.post(
        reverse("admin:accounts_user_add"),
        {
            "email": "New@Example.com",
            "name": "Nia New",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )
    assert response.status_code == 302
    made = User.objects.get(email="new@example.com")
    assert (made.name, made.handle, made.check_password(PASSWORD)) == ("Nia New", "nia_new", True)
    assert made.role_names == {"Trainees"}


def test_a_password_can_be_set_but_not_read(admin, ana):
    page = admin.get(reverse("admin:accounts_user_change", args=[ana.pk])).content.decode()
    assert ana.password not in page
    url = reverse("admin:auth_user_password_change", args=[ana.pk])
    new = {"usable_password": "true", "password1": "other-iron-42", "password2": "other-iron-42"}
    assert admin.post(url, new).status_code == 302
    ana.refresh_from_db()
    assert ana.check_password("other-iron-42")


def test_ending_coaching_here_takes_the_grants_too(admin, ana, cole):
    relation = Coaching.objects.get()
    url = reverse("admin:accounts_coaching_changelist")
    admin.post(url, {"action": "end", "_selected_action": [relation.pk]})
    assert Coaching.objects.get().status == "ended"
    assert not ProfileGrant.objects.exists()


def test_deleting_coaching_here_takes_the_grants_too(admin, ana, cole):
    url = reverse("admin:accounts_coaching_delete", args=[Coaching.objects.get().pk])
    admin.post(url, {"post": "yes"})
    assert not Coaching.objects.exists()
    assert not ProfileGrant.objects.exists()


def test_coaching_is_not_edited_by_hand(admin, ana, cole):
    url = reverse("admin:accounts_coaching_change", args=[Coaching.objects.get().pk])
    assert admin.post(url, {"status": "ended"}).status_code == 403
    assert admin.get(reverse("admin:accounts_coaching_add")).status_code == 403


def test_deleting_a_person_deletes_what_is_theirs(admin, ana, cole, token):
    admin.post(reverse("admin:accounts_user_delete", args=[ana.pk]), {"post": "yes"})
    assert not User.objects.filter(pk=ana.pk).exists()
    assert not Token.objects.exists()


def test_revoking_here_stops_a_token(admin, api, token):
    url = reverse("admin:accounts_token_changelist")
    admin.post(url, {"action": "revoke", "_selected_action": [token.pk]})
    token.refresh_from_db()
    assert token.revoked_at is not None


def form_of(user, **fields):
    """What the form of a person sends; without `is_active` the box is not ticked."""
    profile = {
        "TOTAL_FORMS": 1,
        "INITIAL_FORMS": 1,
        "0-id": user.profile.pk,
        "0-user": user.pk,
        "0-load_unit": "kg",
        "0-length_unit": "cm",
        "0-distance_unit": "km",
        "0-time_zone": "UTC",
        "0-equipment": "[]",
        "0-limitations": "[]",
    }
    named = {f"profile-{name}": value for name, value in profile.items()}
    return {"handle": user.handle, **named, **fields}


@pytest.mark.parametrize("who", ["ana", "cole", "sam"])
def test_nobody_else_enters(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 403


def test_who_is_no_trainer_any_more_sees_nobodys_data(admin, ana, cole):
    trainees = Group.objects.get(name="Trainees")
    url = reverse("admin:accounts_user_change", args=[cole.pk])
    form = admin.get(url).context["adminform"].form
    posted = form_of(cole, is_active="on", groups=[trainees.pk])
    assert "is_superuser" not in form.fields
    assert admin.post(url, posted).status_code == 302
    assert coaching.trainee_ids_of(cole) == []
    assert Coaching.objects.get().status == Coaching.Status.ENDED


def test_who_becomes_an_admin_may_enter_the_admin(admin, sam):
    names = ["Trainees", "Admins"]
    groups = list(Group.objects.filter(name__in=names).values_list("pk", flat=True))
    url = reverse("admin:accounts_user_change", args=[sam.pk])
    admin.post(url, form_of(sam, is_active="on", groups=groups))
    sam = User.objects.get(pk=sam.pk)
    assert (sam.is_admin, sam.is_staff, sam.is_superuser) == (True, True, True)


def test_admins_shut_others_out_but_not_themselves(admin, ada, sam):
    for user, status, active in [(sam, 302, False), (ada, 409, True)]:
        groups = list(user.groups.values_list("pk", flat=True))
        url = reverse("admin:accounts_user_change", args=[user.pk])
        assert admin.post(url, form_of(user, groups=groups)).status_code == status
        user.refresh_from_db()
        assert user.is_active is active
