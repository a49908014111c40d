"""A form field in the design's clothes: label, input, help and errors, tied together."""

from __future__ import annotations

from typing import Any, Final

from django.forms import BoundField, widgets
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

CHOICES: Final = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)


def _kind(widget: widgets.Widget) -> str:
    if isinstance(widget, CHOICES):
        return "choices"
    if isinstance(widget, widgets.CheckboxInput):
        return "check"
    if isinstance(widget, widgets.PasswordInput):
        return "password"
    return "input"


def _css(widget: widgets.Widget) -> str:
    if isinstance(widget, widgets.Textarea):
        return "textarea"
    return "select" if isinstance(widget, widgets.Select) else "input"


def render(
    bound: BoundField,
    *,
    label: str = "",
    hint: str | None = None,
    css: str = "",
    affix: str = "",
    aside: str = "",
    aside_url: str = "",
    **attributes: Any,
) -> SafeString:
    if bound.is_hidden:
        return bound.as_widget()
    hint = str(bound.help_text) if hint is None else hint
    kind = _kind(bound.field.widget)
    own = {name.replace("_", "-"): value for name, value in attributes.items()}
    if kind in ("input", "password"):
        own["class"] = f"{_css(bound.field.widget)} {css}".strip()
    named = (("error", bound.errors), ("hint", hint))
    described = [f"{bound.auto_id}_{part}" for part, there in named if there]
    if described and kind != "choices":
        own["aria-describedby"] = " ".join(described)
    return render_to_string(
        "_field.html",
        {
            "field": bound,
            "kind": kind,
            "label": label or bound.label,
            "hint": hint,
            "affix": affix,
            "aside": aside,
            "aside_url": aside_url,
            "input": bound.as_widget(attrs=own),
            "optional": not bound.field.required and kind != "check" and not _is_radio(bound),
        },
    )


def _is_radio(bound: BoundField) -> bool:
    """One of them always holds."""
    return getattr(bound.field.widget, "input_type", "") == "radio"
