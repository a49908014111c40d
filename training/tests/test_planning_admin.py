import pytest
from django.urls import reverse

from training.models import Assignment, PlannedSession
from training.tests.plans import day, do, make_plan


@pytest.mark.parametrize("name", ["assignment", "plannedsession"])
def test_an_admin_finds_what_is_planned(client, ana, ada, name):
    done, *_ = make_plan(ana, day(-1), day(1))
    do(done)
    client.force_login(ada)
    listed = client.get(reverse(f"admin:training_{name}_changelist"), {"q": "ana@example.com"})
    assert b"Ana" in listed.content or b"ana" in listed.content
    row = (Assignment if name == "assignment" else PlannedSession).objects.first()
    assert client.get(reverse(f"admin:training_{name}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("name", ["assignment", "plannedsession"])
def test_nobody_else_does(client, cole, name):
    client.force_login(cole)
    assert client.get(reverse(f"admin:training_{name}_changelist")).status_code == 403
