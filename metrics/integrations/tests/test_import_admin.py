import pytest
from django.urls import reverse

from metrics.integrations.models import Import

pytestmark = pytest.mark.usefixtures("library")


def test_an_import_goes_with_its_person_and_not_alone(client, ada, ana, receive):
    source = receive("strong_comma.csv")
    client.force_login(ada)
    alone = reverse("admin:integrations_import_delete", args=[source.pk])
    assert client.post(alone, {"post": "yes"}).status_code == 403
    person = reverse("admin:accounts_user_delete", args=[ana.pk])
    assert client.post(person, {"post": "yes"}).status_code == 302
    assert not Import.objects.exists()
