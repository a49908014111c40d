"""A long choice is the same control as Django's."""

from xml.etree import ElementTree

import pytest
from django import forms

from fitapp.lib.widgets import LongSelect

CHOICES = [("a/b", "A & B"), ("c", "<C>"), ("", "None")]


def told(widget, value):
    root = ElementTree.fromstring(  # noqa: S314  # our own
        widget(choices=CHOICES, attrs={"class": "long"})
        .render("zone", value, {"id": "id_zone", "required": True})
        .replace(" selected", ' selected="1"')
        .replace(" required", ' required="1"')
    )
    options = [(option.attrib, option.text) for option in root]
    return root.tag, root.attrib, options


@pytest.mark.parametrize("value", ["c", "", None, "elsewhere", '"><script>'])
def test_it_says_what_djangos_says(value):
    assert told(LongSelect, value) == told(forms.Select, value)
