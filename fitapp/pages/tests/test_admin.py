"""The admin knows every model, and its lists open and can be searched."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

ROOMS = {"accounts", "training", "metrics", "integrations", "social"}
MODELS = [model for model in apps.get_models() if model._meta.app_label in ROOMS]
REGISTERED = [model for model in MODELS if admin.site.is_registered(model)]


def url_of(model, view, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)


def test_every_model_is_in_the_admin():
    inlines = {one.model for page in admin.site._registry.values() for one in page.inlines}
    assert [model for model in MODELS if model not in {*REGISTERED, *inlines}] == []


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_a_list_opens_and_can_be_searched(client, ada, cole, model):
    client.force_login(ada)
    response = client.get(url_of(model, "changelist"), {"q": "ana"})
    assert response.status_code == 200
    assert admin.site._registry[model].search_fields


@pytest.mark.parametrize("who", ["ana", "cole"])
def test_only_admins_may_enter(client, cole, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("admin:index")).status_code == 403
