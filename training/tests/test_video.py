from django.urls import reverse

from conftest import NOON
from training.logbook import start_planned
from training.tests.log import document, entry, group, plan, prescription
from training.tests.programs import SQUAT, make_exercises

VIDEO = "https://example.com/squat"


def test_it_is_shown_before_and_while_the_exercise_is_trained(client, ana):
    make_exercises()
    planned = plan(ana, document(group(entry(SQUAT, prescription(), video_url=VIDEO))))
    client.force_login(ana)
    before = client.get(reverse("training:planned-session", args=[planned.pk]))
    session = start_planned(planned=planned, by=ana, at=NOON)
    meanwhile = client.get(reverse("training:session-log", args=[session.pk]))
    link = f'href="{VIDEO}" target="_blank" rel="noopener noreferrer nofollow"'
    assert [link in page.content.decode() for page in (before, meanwhile)] == [True, True]
