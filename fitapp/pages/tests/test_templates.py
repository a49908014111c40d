"""What holds of the templates as they are written."""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
INCLUDED = re.compile(r'{% include "([^"]+)"([^%]*)%}')


def has_a_form(name):
    """Whether it is sent with a token, in the template itself or in what it includes."""
    path = TEMPLATES / name
    text = path.read_text() if path.exists() else ""
    inner = (part for part, _ in INCLUDED.findall(text) if part != name)
    return "{% csrf_token %}" in text or any(map(has_a_form, inner))


def test_a_form_keeps_its_token_in_a_template_that_is_told_only_so_much():
    torn = [
        f"{path.relative_to(TEMPLATES)}: {name}"
        for path in TEMPLATES.rglob("*.html")
        for name, told in INCLUDED.findall(path.read_text())
        if re.search(r"\bonly\b", told) and "csrf_token=" not in told and has_a_form(name)
    ]
    assert torn == []
