"""Applying to be a trainer, and what an admin decides."""

from datetime import date
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from accounts import applications, mails, roles
from accounts.models import TrainerApplication, User
from conftest import NOON, make_user

ABOUT = "Ten years of club weightlifting."


@pytest.fixture
def application(sam) -> TrainerApplication:
    return applications.apply(user=sam, about=ABOUT, at=NOON)


def is_trainer(user):
    return User.objects.get(pk=user.pk).is_trainer


def test_an_application_waits_for_an_admin(application, sam):
    assert (application.about, application.applied_at) == (ABOUT, NOON)
    assert application.is_open
    assert not is_trainer(sam)


def test_every_admin_hears_of_it_on_their_own(sam, ada, django_capture_on_commit_callbacks):
    make_user("Abe", role="Admins")
    make_user("Axel", role="Admins", is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        made = applications.apply(user=sam, about=ABOUT, at=NOON)
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [["ada@example.com"], ["abe@example.com"]]
    assert mail.outbox[0].subject == "Sam would like to be a trainer"
    assert ABOUT in mail.outbox[0].body
    assert f"/admin/accounts/trainerapplication/{made.pk}/change/" in mail.outbox[0].body


def test_one_is_open_at_a_time(application, sam):
    with pytest.raises(applications.AlreadyApplied):
        applications.apply(user=sam, about=ABOUT, at=NOON)


def test_one_open_application_per_person_is_a_constraint(application, sam):
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainerApplication.objects.create(user=sam, about=ABOUT, applied_at=NOON)


def test_a_decision_says_yes_or_no(application):
    application.decided_at = NOON
    with pytest.raises(IntegrityError), transaction.atomic():
        application.save()


def test_a_trainer_need_not_apply(tess):
    with pytest.raises(applications.AlreadyATrainer):
        applications.apply(user=tess, about=ABOUT, at=NOON)


@pytest.mark.parametrize(
    ("born", "zone", "young"),
    [
        (date(2008, 3, 2), "UTC", False),
        (date(2008, 3, 3), "UTC", True),
        (date(2008, 3, 3), "Pacific/Kiritimati", False),  # it is tomorrow there already
        (date(2008, 3, 2), "Pacific/Niue", False),
        (None, "UTC", False),
    ],
)
def test_who_applies_is_eighteen_where_they_live(sam, born, zone, young):
    sam.profile.birth_date, sam.profile.time_zone = born, zone
    sam.profile.save()
    if young:
        with pytest.raises(applications.TooYoungToTrain):
            applications.apply(user=sam, about=ABOUT, at=NOON)
    else:
        assert applications.apply(user=sam, about=ABOUT, at=NOON)


# --- The decision --------------------------------------------------------------------------------


def test_approving_makes_a_trainer_and_says_so(
    application, sam, ada, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        applications.approve(application=application, by=ada, at=NOON)
    assert is_trainer(sam)
    assert (application.approved, application.decided_by, application.decided_at) == (
        True, ada, NOON
    )  # fmt: skip
    [message] = mail.outbox
    assert (message.to, message.subject) == ([sam.email], "You are a trainer now")


def test_approving_keeps_the_other_roles(sam, ada):
    own = applications.apply(user=ada, about=ABOUT, at=NOON)
    applications.approve(application=own, by=ada, at=NOON)
    assert User.objects.get(pk=ada.pk).role_names == {"Trainees", "Trainers", "Admins"}
    assert User.objects.get(pk=ada.pk).is_staff


def test_declining_tells_the_reason(application, sam, ada, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        applications.decline(
            application=application, by=ada, at=NOON, reason="Tell us whom you train."
        )
    assert not is_trainer(sam)
    assert (application.approved, application.reason) == (False, "Tell us whom you train.")
    [message] = mail.outbox
    assert "Tell us whom you train." in message.body
    assert "/become-a-trainer/" in message.body


def test_after_a_no_one_may_apply_again(application, sam, ada):
    applications.decline(application=application, by=ada, at=NOON)
    assert applications.apply(user=sam, about="More of it.", at=NOON).is_open


@pytest.mark.parametrize("verb", [applications.approve, applications.decline])
def test_an_application_is_decided_once(application, sam, ada, verb):
    read_before = TrainerApplication.objects.get()
    applications.decline(application=application, by=ada, at=NOON)
    with pytest.raises(applications.AlreadyDecided):
        verb(application=read_before, by=ada, at=NOON)
    assert not is_trainer(sam)


def test_an_application_taken_back_cannot_be_approved(application, sam, ada):
    read_before = TrainerApplication.objects.get()
    applications.withdraw(application=application)
    assert not TrainerApplication.objects.exists()
    with pytest.raises(applications.AlreadyDecided):
        applications.approve(application=read_before, by=ada, at=NOON)
    assert not is_trainer(sam)


def test_a_decided_application_is_not_taken_back(application, ada):
    applications.decline(application=application, by=ada, at=NOON)
    with pytest.raises(applications.AlreadyDecided):
        applications.withdraw(application=application)


def test_who_turns_out_to_be_a_minor_is_not_approved(application, sam, ada):
    sam.profile.birth_date = date(2010, 1, 1)
    sam.profile.save()
    with pytest.raises(applications.TooYoungToTrain):
        applications.approve(application=application, by=ada, at=NOON)
    assert not is_trainer(sam)


def test_who_is_made_a_trainer_in_another_way_waits_no_more(application, sam, ada):
    roles.set_roles(user=sam, roles={"Trainers"}, by=ada, at=NOON)
    application.refresh_from_db()
    assert (application.approved, application.decided_by) == (True, ada)


def test_a_mail_that_cannot_be_sent_undoes_nothing(
    application, sam, ada, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def fail(**_):
        raise SMTPServerDisconnected

    monkeypatch.setattr(mails, "send_mail", fail)
    with django_capture_on_commit_callbacks(execute=True):
        applications.approve(application=application, by=ada, at=NOON)
    assert is_trainer(sam)
    assert "could not be sent" in caplog.text


def test_where_no_approval_is_needed_applying_is_enough(settings, sam, ada):
    settings.TRAINERS_NEED_APPROVAL = False
    made = applications.apply(user=sam, about=ABOUT, at=NOON)
    assert is_trainer(sam)
    assert (made.approved, made.decided_by) == (True, None)


# --- The page ------------------------------------------------------------------------------------

PAGE = "/become-a-trainer/"


@pytest.fixture
def page(client, sam):
    client.force_login(sam)
    return client


def text(response):
    return response.content.decode()


def test_nobody_is_sent_to_sign_in(client, db):
    assert client.get(PAGE).url == f"/accounts/login/?next={PAGE}"


def test_one_applies_and_sees_it_waiting(page):
    assert "Apply" in text(page.get(PAGE))
    assert page.post(PAGE, {"about": ABOUT}).url == PAGE
    shown = text(page.get(PAGE))
    assert "Your application is waiting" in shown
    assert ABOUT in shown
    assert "Your application is waiting" in text(page.get("/settings/"))


@pytest.mark.parametrize("about", ["", "x" * 2001])
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(page, about):
    response = page.post(PAGE, {"about": about})
    assert response.status_code == 400
    assert about in text(response)
    assert not TrainerApplication.objects.exists()


def test_it_is_taken_back_on_the_page(page, application):
    assert page.post(f"{PAGE}withdraw/").url == PAGE
    assert not TrainerApplication.objects.exists()
    assert page.post(f"{PAGE}withdraw/").status_code == 404
    assert page.get(f"{PAGE}withdraw/").status_code == 405


def test_a_no_is_explained_and_one_may_ask_again(page, application, ada):
    applications.decline(application=application, by=ada, at=NOON, reason="Tell us more.")
    shown = text(page.get(PAGE))
    assert "Tell us more." in shown
    assert "Apply again" in shown
    assert "was not approved" in text(page.get("/settings/"))


def test_a_minor_is_told_when(page, sam, time_machine):
    time_machine.move_to(NOON)
    sam.profile.birth_date = date(2010, 1, 1)
    sam.profile.save()
    assert "From 18 on" in text(page.get(PAGE))
    response = page.post(PAGE, {"about": ABOUT})
    assert (response.status_code, TrainerApplication.objects.exists()) == (400, False)


def test_without_approval_one_goes_on_as_a_trainer(page, settings):
    settings.TRAINERS_NEED_APPROVAL = False
    assert page.post(PAGE, {"about": ABOUT}).url == "/trainees/"


def test_a_trainer_has_nothing_to_apply_for(client, tess):
    client.force_login(tess)
    assert "You are a trainer" in text(client.get(PAGE))
    assert "Become a trainer" not in text(client.get("/settings/"))


def test_applying_is_limited(page):
    for _ in range(5):
        page.post(PAGE, {"about": ""})
    assert page.post(PAGE, {"about": ABOUT}).status_code == 429


# --- The admin -----------------------------------------------------------------------------------

LIST = "/admin/accounts/trainerapplication/"


@pytest.fixture
def admin(client, ada):
    client.force_login(ada)
    return client


def test_the_open_ones_are_found(admin, application):
    assert "sam" in text(admin.get(LIST, {"answer": "open"}))
    assert "0 trainer applications" in text(admin.get(LIST, {"answer": "declined"}))


def test_an_admin_approves_there(admin, application, sam):
    admin.post(LIST, {"action": "approve", "_selected_action": [application.pk]})
    assert is_trainer(sam)


def test_an_admin_writes_a_reason_and_declines_there(admin, application, sam):
    page = f"{LIST}{application.pk}/change/"
    assert admin.post(page, {"reason": "Not yet."}).status_code == 302
    admin.post(LIST, {"action": "decline", "_selected_action": [application.pk]})
    application.refresh_from_db()
    assert (application.approved, application.reason) == (False, "Not yet.")
    again = admin.post(
        LIST, {"action": "approve", "_selected_action": [application.pk]}, follow=True
    )
    assert "decided or taken back" in text(again)
    assert not is_trainer(sam)


def test_no_decision_is_written_by_hand(admin, application):
    page = f"{LIST}{application.pk}/change/"
    admin.post(page, {"reason": "", "approved": "true", "about": "Other"})
    application.refresh_from_db()
    assert (application.approved, application.about) == (None, ABOUT)
    assert admin.get(f"{LIST}add/").status_code == 403
