"""Each way in which grants can be out of step is found and put right, and told once."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from guardian.shortcuts import assign_perm

from accounts import blocking, coaching, grants, roles, tasks
from accounts.models import Block, Coaching, ProfileGrant, ProfileGroupGrant, Scope, User
from conftest import NOON, make_user, start_coaching


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def relation(ana, cole) -> Coaching:
    """Coaching with everything shared."""
    made = Coaching.objects.get(trainer=cole)
    coaching.set_scopes(coaching=made, scopes=list(Scope))
    return made


def rows():
    return list(
        ProfileGrant.objects.order_by("pk").values_list("user__handle", "permission__codename")
    )


def told():
    return [str(fault) for fault in grants.faults(at=NOON)]


def role_gone(relation):
    relation.trainer.groups.clear()


def status_ended(relation):
    Coaching.objects.filter(pk=relation.pk).update(status="ended", ended_at=NOON, is_lead=False)


def status_paused(relation):
    Coaching.objects.filter(pk=relation.pk).update(status="paused")


def row_gone(relation):
    Coaching.objects.filter(pk=relation.pk).delete()


def trainer_inactive(relation):
    User.objects.filter(pk=relation.trainer_id).update(is_active=False)


def trainee_inactive(relation):
    User.objects.filter(pk=relation.trainee_id).update(is_active=False)


def blocked(relation):
    Block.objects.create(blocker=relation.trainee, blocked=relation.trainer, at=NOON)


def blocked_by_the_trainer(relation):
    Block.objects.create(blocker=relation.trainer, blocked=relation.trainee, at=NOON)


BREAKS = {
    role_gone: ("ended", "has not the role"),
    status_ended: ("ended", "coaching is not active"),
    status_paused: ("paused", "coaching is not active"),
    row_gone: (None, "coaching is not active"),
    trainer_inactive: ("paused", "an account is deactivated"),
    trainee_inactive: ("paused", "an account is deactivated"),
    blocked: ("ended", "one has blocked the other"),
    blocked_by_the_trainer: ("ended", "one has blocked the other"),
}


def test_what_is_in_step_is_left_alone(relation, cole, tess, sam):
    start_coaching(tess, sam, scopes=["body"])
    coaching.invite(trainer=tess, email="new@example.com", at=NOON)
    before = rows()
    assert told() == []
    assert grants.repair(at=NOON) == []
    assert rows() == before


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__)
def test_what_is_left_over_is_found_and_taken(relation, tess, sam, broken):
    start_coaching(tess, sam, scopes=["body"])
    status, why = BREAKS[broken]
    broken(relation)
    found = told()
    assert found
    assert all(why in sentence for sentence in found)
    assert len(rows()) == 7  # looking changes nothing

    assert [str(fault) for fault in grants.repair(at=NOON)] == found
    assert set(rows()) == {("tess", "see_training"), ("tess", "see_body")}
    left = Coaching.objects.filter(pk=relation.pk).values_list("status", flat=True).first()
    assert left == status
    assert told() == []


def test_a_minors_photos_are_taken_and_the_rest_stays(relation, ana):
    ana.profile.birth_date = date(2010, 6, 1)
    ana.profile.save()
    [sentence] = told()
    assert "photos" in sentence
    assert "minor" in sentence
    grants.repair(at=NOON)
    assert coaching.scopes_of(relation) == ["training", "body", "health", "nutrition"]
    assert told() == []


def test_a_new_adult_where_they_live_keeps_their_photos(relation, ana):
    ana.profile.birth_date, ana.profile.time_zone = date(2008, 3, 3), "Pacific/Kiritimati"
    ana.profile.save()
    assert told() == []


def test_nothing_is_granted_to_groups(relation, ana):
    assign_perm("accounts.see_body", Group.objects.get(name="Trainers"), ana.profile)
    [sentence] = told()
    assert "groups have none" in sentence
    grants.repair(at=NOON)
    assert not ProfileGroupGrant.objects.exists()


def test_training_that_went_missing_is_shared_again(relation):
    ProfileGrant.objects.filter(permission__codename="see_training").delete()
    [sentence] = told()
    assert "training is not shared" in sentence
    grants.repair(at=NOON)
    assert coaching.scopes_of(relation) == [scope.value for scope in Scope]


def test_a_stranger_who_was_granted_something_loses_it(relation, ana, sam):
    assign_perm("accounts.see_health", sam, ana.profile)
    [sentence] = told()
    assert f"User {sam.pk} sees health of trainee {ana.pk}" in sentence
    grants.repair(at=NOON)
    assert not coaching.may_see(sam, ana.pk, "health")


def test_everything_at_once_is_repaired_in_one_go(relation, ana, cole, tess, sam):
    second = start_coaching(tess, ana, scopes=["photos"])
    ProfileGrant.objects.filter(user=tess, permission__codename="see_training").delete()
    ana.profile.birth_date = date(2010, 6, 1)
    ana.profile.save()
    assign_perm("accounts.see_health", sam, ana.profile)
    role_gone(relation)
    grants.repair(at=NOON)
    assert told() == []
    assert rows() == [("tess", "see_training")]
    second.refresh_from_db()
    assert (second.status, second.is_lead) == ("active", True)


# --- How it is run -------------------------------------------------------------------------------


def run(*words):
    out = StringIO()
    call_command("check_grants", *words, stdout=out)
    return out.getvalue()


def test_the_command_reports_and_repairs(relation):
    assert run() == "All in step.\n"
    status_paused(relation)
    with pytest.raises(CommandError, match="5 out of step"):
        run()
    assert "5 repaired." in run("--repair")
    assert run() == "All in step.\n"


def test_every_night_admins_hear_of_what_was_repaired(
    relation, ada, caplog, settings, django_capture_on_commit_callbacks
):
    status_paused(relation)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.check_grants.delay()
        tasks.check_grants.delay()
    [message] = mail.outbox
    assert (message.to, message.subject) == ([ada.email], "Permissions repaired: 5")
    assert f"User {relation.trainer_id} sees body of trainee {relation.trainee_id}" in message.body
    assert "Ana" not in message.body
    assert caplog.text.count("Repaired:") == 5
    schedule = settings.CELERY_BEAT_SCHEDULE.values()
    assert "accounts.tasks.check_grants" in {entry["task"] for entry in schedule}


def test_looking_costs_the_same_for_many(relation, tess, django_assert_num_queries):
    for number in range(5):
        start_coaching(tess, make_user(f"P{number}"), scopes=list(Scope)[:4])
    with django_assert_num_queries(len(grants.CHECKS)):
        grants.faults(at=NOON)


# --- Nothing is left -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ana", "cole"])
def test_nothing_is_left_when_an_account_is_deleted(relation, who, request):
    user = request.getfixturevalue(who)
    roles.delete_account(user=user, by=user, at=NOON)
    assert (rows(), told()) == ([], [])


def test_nothing_is_left_when_the_role_is_taken(relation, cole, ada):
    roles.set_roles(user=cole, roles=[], by=ada, at=NOON)
    assert (rows(), told()) == ([], [])


@pytest.mark.parametrize("verb", ["end", "pause", "block"])
def test_nothing_is_left_when_coaching_ends_or_rests(relation, ana, cole, verb):
    if verb == "end":
        coaching.end(coaching=relation, by=ana, at=NOON)
    elif verb == "pause":
        coaching.pause(coaching=relation)
    else:
        blocking.block(blocker=ana, blocked=cole, at=NOON)
    assert (rows(), told()) == ([], [])


@pytest.mark.parametrize("who", ["ana", "cole"])
def test_nothing_is_shared_while_an_account_is_deactivated(relation, ada, who, request):
    user = request.getfixturevalue(who)
    roles.set_active(user=user, active=False, by=ada, at=NOON)
    relation.refresh_from_db()
    assert (relation.status, rows(), told()) == ("paused", [], [])


def test_a_deactivated_trainer_invites_nobody_and_is_not_resumed(relation, cole, ada, sam):
    invitation, _ = coaching.invite(trainer=cole, email=sam.email, at=NOON)
    roles.set_active(user=cole, active=False, by=ada, at=NOON)
    invitation.refresh_from_db()
    assert invitation.status == "ended"
    with pytest.raises(coaching.NotATrainer):
        coaching.resume(coaching=Coaching.objects.get(pk=relation.pk), scopes=[])
    roles.set_active(user=cole, active=True, by=ada, at=NOON)
    assert rows() == []
    coaching.resume(coaching=Coaching.objects.get(pk=relation.pk), scopes=["body"])
    assert coaching.scopes_of(relation) == ["training", "body"]


def test_deactivating_in_the_admin_takes_the_grants_too(client, relation, cole, ada):
    client.force_login(ada)
    sent = {
        "handle": cole.handle,
        "groups": list(cole.groups.values_list("pk", flat=True)),
        "profile-TOTAL_FORMS": 1, "profile-INITIAL_FORMS": 1, "profile-0-id": cole.profile.pk,
        "profile-0-user": cole.pk, "profile-0-load_unit": "kg", "profile-0-length_unit": "cm",
        "profile-0-distance_unit": "km", "profile-0-time_zone": "UTC",
        "profile-0-equipment": "[]", "profile-0-limitations": "[]",
    }  # fmt: skip
    assert client.post(f"/admin/accounts/user/{cole.pk}/change/", sent).status_code == 302
    relation.refresh_from_db()
    assert (relation.status, rows()) == ("paused", [])
