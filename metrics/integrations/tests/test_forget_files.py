"""Who deletes their account leaves no file behind."""

import pytest
from django.core.files.storage import default_storage

from accounts.roles import delete_account
from conftest import NOON
from metrics.integrations import tasks

pytestmark = pytest.mark.usefixtures("library")


def test_the_files_go_with_the_person(
    ana, sam, receive, bring_in, django_capture_on_commit_callbacks
):
    mine = [receive("strong_comma.csv").file.name, bring_in("strong_semicolon.csv").file.name]
    other = receive("strong_comma.csv", user=sam).file.name
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(user=ana, by=ana, at=NOON)
    assert not any(map(default_storage.exists, mine))
    assert default_storage.exists(other)


def test_the_night_finds_what_was_left_behind(ana, sam, receive):
    mine, other = receive("strong_comma.csv").file.name, receive("strong_comma.csv", user=sam)
    ana.delete()
    tasks.forget_everybodys_files()
    assert not default_storage.exists(mine)
    assert default_storage.exists(other.file.name)


def test_nothing_is_there_at_first(db):
    tasks.forget_everybodys_files()
    tasks.forget_files(user_id=17)


def test_the_files_of_a_person_who_is_there_stay(ana, receive):
    source = receive("strong_comma.csv")
    tasks.forget_files(user_id=ana.pk)
    assert default_storage.exists(source.file.name)
