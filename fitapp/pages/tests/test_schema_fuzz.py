"""Every action of the API, asked in every role with input that fits the OpenAPI document and with
input that does not: it never breaks, and answers as the document says.

FUZZ_EXAMPLES=200 asks more of each action than a run of the suite has time for.
"""

import json
import os
from copy import deepcopy

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.models import Token
from conftest import NOON

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", 3))
ROLES = ["anonymous", "trainee", "trainer", "admin", "read token"]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
CSRF = "c" * 32
FIELDS = {  # fields of bodies and parameters of queries that name a row: which collection it is in
    "exercise": "exercises",
    "item": "items",
    "planned": "planned-sessions",
    "program": "programs",
    "session": "sessions",
    "trainee": "trainees",
    "user": "users",
    "assignment": "assignments",
    "revision": "revisions",
    "updated_at": "moments",
}
fuzzed = hypothesis_settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class RolledBack(Exception):
    """What one example wrote is taken back before the next."""


@pytest.fixture(scope="module")
def written():
    """The document as it is sent."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return json.loads(OpenApiJsonRenderer().render(schema))


@pytest.fixture
def app(gym, settings):
    """The site as a web server sees it, on the connection of the test. What breaks is raised."""
    settings.DEBUG_PROPAGATE_EXCEPTIONS = True
    settings.ALLOWED_HOSTS = ["*"]
    for signal in (request_started, request_finished):  # they would close the test's transaction
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def credentials(role, gym):
    """Headers and cookies of somebody in this role."""
    if role == "anonymous":
        return {}, {}
    if role == "read token":
        return {"Authorization": f"Bearer {gym.secret}"}, {}
    if role == "admin":
        _, secret = Token.issue(user=gym.ada, name="all", scope="write", at=NOON)
        return {"Authorization": f"Bearer {secret}"}, {}
    browser = Client()
    browser.force_login({"trainee": gym.ana, "trainer": gym.cole}[role])
    session = browser.cookies["sessionid"].value
    return {"X-CSRFToken": CSRF}, {"sessionid": session, "csrftoken": CSRF}


def with_ids(document, ids):
    """The document, naming rows that are there, so that what is sent finds something."""
    document = deepcopy(document)
    del document["components"]["securitySchemes"]
    for path, actions in document["paths"].items():
        for action in actions.values():
            action.pop("security", None)
            for parameter in action.get("parameters", []):
                collection = collection_of(path, parameter)
                if collection in ids:
                    parameter["schema"] = one_of(parameter["schema"], ids[collection])
    for name, schema in document["components"]["schemas"].items():
        for field, inner in schema.get("properties", {}).items():
            if field in FIELDS and name.endswith("Request"):
                schema["properties"][field] = one_of(inner, ids[FIELDS[field]])
    return document


def collection_of(path, parameter):
    """exercises for exercises/{slug}/, sets for sessions/{session_pk}/sets/{id}/."""
    if parameter["in"] == "path":
        return path.split("{" + parameter["name"] + "}")[0].strip("/").split("/")[-1]
    return FIELDS.get(parameter["name"])


def modes(role, action):
    """What is wrong is only told apart from what is right by whoever gets past the door."""
    yield GenerationMode.POSITIVE
    if role not in ("anonymous", "read token") and (action.body or action.query):
        yield GenerationMode.NEGATIVE


def one_of(schema, values):
    return {"anyOf": [{"type": "string", "enum": values}, schema]}


@pytest.mark.parametrize("role", ROLES)
def test_no_action_breaks_or_says_what_the_document_does_not(
    role, gym, app, written, django_capture_on_commit_callbacks
):
    headers, cookies = credentials(role, gym)
    schema = schemathesis.openapi.from_dict(with_ids(written, gym.ids))
    problems = {}

    def ask(case):
        try:
            with transaction.atomic():
                with django_capture_on_commit_callbacks(execute=True):
                    response = case.call(app=app, headers=headers, cookies=cookies)
                case.validate_response(response, checks=CHECKS)
                raise RolledBack
        except RolledBack:
            pass

    for found in schema.get_all_operations():
        action = found.ok()
        for mode in modes(role, action):
            try:
                fuzzed(given(case=action.as_strategy(generation_mode=mode))(ask))()
            except Unsatisfiable:
                continue  # there is no wrong way to ask it
            except (Exception, FailureGroup) as error:
                problems[f"{action.label}, {mode}"] = error
    assert not problems, "\n\n".join(f"{label}: {error}" for label, error in problems.items())
