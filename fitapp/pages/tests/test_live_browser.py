"""Open pages follow what people share, and close when the sign-in ends."""

import re

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts import coaching, roles
from accounts.models import Coaching, ProfileGrant, Scope

pytestmark = pytest.mark.browser

AT_ONCE_MS = 5000
SIGN_IN = re.compile(r"/accounts/login/")


@pytest.fixture
def relation(ana, cole):
    """Ana is 172 cm tall and lets Cole know."""
    ana.profile.height_m = "1.72"
    ana.profile.save()
    relation = Coaching.objects.get(trainer=cole)
    coaching.set_scopes(coaching=relation, scopes=[Scope.TRAINING, Scope.BODY])
    caches["shared"].clear()  # it is no news to anybody
    return relation


@pytest.fixture
def seen(relation, laptop, ana, cole):
    """Ana as Cole sees her."""
    page = laptop(cole)
    page.goto(reverse("pages:trainee", args=[ana.pk]))
    expect(page.get_by_text("172 cm")).to_be_visible()
    return page


def listens(page):
    return expect(page.locator("[data-live-ready-value=true]")).to_have_count(1)


def take_back_body(relation):
    """Nothing is announced, as if the message had been lost."""
    ProfileGrant.objects.filter(user=relation.trainer, permission__codename="see_body").delete()


def test_what_is_taken_back_leaves_the_open_page(seen, phone, ana):
    hers = phone(ana)
    hers.goto(reverse("accounts:settings"))
    hers.get_by_role("switch", name="Body measurements").uncheck(force=True)
    expect(hers.get_by_text("Cole sees what you chose")).to_be_visible()
    expect(seen.get_by_text("172 cm")).to_have_count(0, timeout=AT_ONCE_MS)
    expect(seen.get_by_role("heading", name="Ana")).to_be_visible()


def test_what_is_given_comes_to_the_open_page(seen, relation):
    coaching.set_scopes(coaching=relation, scopes=[Scope.TRAINING])
    expect(seen.get_by_text("172 cm")).to_have_count(0)
    coaching.set_scopes(coaching=relation, scopes=[Scope.TRAINING, Scope.BODY])
    expect(seen.get_by_text("172 cm")).to_be_visible()


def test_where_coaching_ends_the_page_is_left(seen, relation, ana, open_page):
    coaching.end(coaching=relation, by=ana, at=timezone.now())
    expect(seen).to_have_url(re.compile(r"/trainees/$"))
    expect(seen.get_by_text("not shared with you any more")).to_be_visible()
    assert [fault for fault in open_page.faults if "404" not in fault] == []
    open_page.faults.clear()


def test_the_list_of_trainees_follows(relation, laptop, cole):
    page = laptop(cole)
    page.goto(reverse("pages:trainees"))
    row = page.locator("#roster").get_by_text("Ana", exact=True)
    expect(row.first).to_be_visible()
    coaching.pause(coaching=relation)
    expect(row).to_have_count(0)


def test_an_invitation_comes_to_open_settings_and_typed_words_stay(laptop, ana, tess):
    page = laptop(ana)
    page.goto(reverse("accounts:settings"))
    page.get_by_label("Name", exact=True).first.fill("Ana Lund")
    coaching.invite(trainer=tess, email=ana.email, at=timezone.now())
    expect(page.locator("#coaching").get_by_text("Tess").first).to_be_visible()
    expect(page.get_by_label("Name", exact=True).first).to_have_value("Ana Lund")


def test_words_in_a_part_that_is_put_in_place_stay(laptop, ana, cole, relation):
    page = laptop(cole)
    page.goto(reverse("accounts:coaching"))
    page.get_by_label("E-mail").fill("new@exam")
    coaching.pause(coaching=relation)
    expect(page.get_by_text("Paused").first).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value("new@exam")
    expect(page.get_by_label("E-mail")).to_be_focused()


def test_messages_wait_for_the_page_that_a_person_opens(laptop, cole, relation):
    """Cole's own act comes back over his socket; the message about it is not used up by that."""
    page, other = laptop(cole), laptop(cole)
    for tab in (page, other):
        tab.goto(reverse("accounts:coaching"))
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Pause").first.click()
    expect(page.get_by_text("Nothing is shared until it goes on")).to_be_visible()
    expect(other.get_by_text("Paused").first).to_be_visible()


def test_a_line_that_drops_comes_back_and_the_page_asks_again(relation, laptop, ana, cole):
    page, lines = laptop(cole), []

    def pass_on(line):
        line.connect_to_server()
        lines.append(line)

    page.route_web_socket("**/ws/inbox/", pass_on)
    page.goto(reverse("pages:trainee", args=[ana.pk]))
    listens(page)
    take_back_body(relation)
    dropped = lines[-1]
    dropped.close(code=1012)
    expect(page.get_by_text("172 cm")).to_have_count(0)
    assert lines[-1] is not dropped


def test_a_hidden_page_rests_and_asks_again_when_it_is_looked_at(relation, laptop, ana, cole):
    page, sockets = laptop(cole), []
    page.clock.install()
    page.on("websocket", lambda socket: sockets.append(socket))
    page.goto(reverse("pages:trainee", args=[ana.pk]))
    listens(page)
    with sockets[-1].expect_event("close"):
        look_away(page, True)
        page.clock.run_for(31_000)
    take_back_body(relation)
    expect(page.get_by_text("172 cm")).to_be_visible()
    look_away(page, False)
    expect(page.get_by_text("172 cm")).to_have_count(0)


def look_away(page, hidden):
    page.evaluate(
        """(hidden) => {
            Object.defineProperty(document, "hidden", { value: hidden, configurable: true })
            document.dispatchEvent(new Event("visibilitychange"))
        }""",
        hidden,
    )


def test_signing_out_in_one_tab_ends_the_others(seen, cole):
    other = seen.context.new_page()
    other.goto(reverse("account_logout"))
    other.locator("main").get_by_role("button", name="Sign out").click()
    expect(seen).to_have_url(SIGN_IN)
    assert seen.get_by_text("172 cm").count() == 0


def test_going_back_after_signing_out_shows_nothing(seen):
    seen.goto(reverse("account_logout"))
    seen.locator("main").get_by_role("button", name="Sign out").click()
    expect(seen).to_have_url(re.compile(r"^https?://[^/]+/$"))
    seen.go_back()
    seen.go_back()
    expect(seen).to_have_url(SIGN_IN)
    assert seen.get_by_text("172 cm").count() == 0


def test_a_page_out_of_the_browsers_memory_is_not_trusted(seen):
    seen.context.clear_cookies()
    seen.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(seen).to_have_url(SIGN_IN)


def test_a_person_who_is_deactivated_is_told_4401_and_sees_nothing(seen, cole, ada):
    seen.evaluate(
        """() => {
            const socket = new WebSocket(location.origin.replace("http", "ws") + "/ws/inbox/")
            socket.onmessage = ({ data }) => { sessionStorage.heard = data }
            socket.onclose = ({ code }) => { sessionStorage.code = code }
        }"""
    )
    seen.wait_for_function("() => sessionStorage.heard")
    roles.set_active(user=cole, active=False, by=ada, at=timezone.now())
    seen.wait_for_function("() => sessionStorage.code === '4401'", timeout=AT_ONCE_MS)
    expect(seen).to_have_url(SIGN_IN, timeout=AT_ONCE_MS)
    assert seen.get_by_text("172 cm").count() == 0
