"""The design's drawings and controls as tags; every template knows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from fitapp.pages import drawings, fields, navigation
from fitapp.pages.modules import current_import_map
from fitapp.pages.musclemap import body, muscle_map

register = template.Library()
UNDRAWN = "undrawn"  # a barbell, which stands in where an exercise has no pictogram of its own
register.simple_tag(drawings.plates)
register.simple_tag(drawings.spark)
register.simple_tag(drawings.progress, name="prog")
register.simple_tag(drawings.norm)
register.simple_tag(drawings.ring)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """`{% icon "check" "i-14" %}`: a drawing that says nothing to a screen reader."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f"i {css}".strip(),
        static("img/ui.svg"),
        name,
    )


@register.simple_tag
def pic(pictogram: str, css: str = "", label: str = "") -> SafeString:
    """The pictogram of an exercise."""
    named = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    file = static(f"img/exercises/{pictogram or UNDRAWN}.svg")
    return format_html(
        '<svg class="{}" {} viewBox="0 0 96 96"><use href="{}#p"/></svg>',
        f"pic {css}".strip(),
        named,
        file,
    )


@register.simple_tag
def avatar(user: User, size: int = 40, css: str = "") -> SafeString:
    """A person's picture, or their initials. The name stands beside it, so it is silent."""
    sized = " ".join(filter(None, ["av", "" if size == 40 else f"av--{size}", css]))
    if user.profile.picture:
        return format_html(
            '<span class="{}"><img src="{}" alt="" width="{}" height="{}" loading="lazy"></span>',
            sized,
            reverse("accounts:picture", args=[user.handle]),
            size,
            size,
        )
    words = user.name.split() or ["?"]
    initials = (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
    return format_html('<span class="{} av--init" aria-hidden="true">{}</span>', sized, initials)


@register.simple_tag
def musclemap(
    primary: Iterable[str] = (),
    secondary: Iterable[str] = (),
    label: str = "Muscle map",
    pick: str = "",
    *,
    over_body: bool = False,
) -> SafeString:
    """The body with these muscles marked; `pick="?muscle="` makes its regions links. Many maps on
    one page are drawn `over_body`, which `{% musclemap_body %}` draws for them."""
    return muscle_map(primary or (), secondary or (), label, pick, over_body=over_body)


register.simple_tag(body, name="musclemap_body")


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """`{% field form.email %}`: label, input, help and errors, tied together.

    Options: `label`, `hint` (else the field's help), `css` (of the input), `affix` (a suffix such
    as "kg"), `aside` and `aside_url` (a link beside the label), and any HTML attribute of the
    input with underscores for dashes (`inputmode="decimal"`, `placeholder=False`).
    """
    return fields.render(bound, **options)


@register.simple_tag(takes_context=True)
def importmap(context: Context) -> SafeString:
    """The import map; the browser takes it because it carries this page's nonce."""
    return format_html(
        '<script type="importmap" nonce="{}">{}</script>',
        getattr(context["request"], "csp_nonce", ""),
        mark_safe(current_import_map()),  # noqa: S308 - JSON, with < escaped
    )


@register.simple_tag(takes_context=True)
def back(context: Context) -> str:
    """The page this person came from, if it is one of ours, else the first one."""
    request = context["request"]
    came_from = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()})
    return came_from if ours else "/"


@register.simple_tag
def outbox_url() -> str:
    """Where mail that was only written to a folder can be read; nowhere outside development."""
    return reverse("pages:outbox") if settings.DEBUG else ""


@register.simple_tag
def places(user: User) -> navigation.Navigation:
    """`{% places user as places %}`: where this person can go."""
    return navigation.navigation(user)


class Capture(template.Node):
    """Keeps what its inside renders to under a name, so that a block can be asked about."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> str:
        context[self.name] = self.nodelist.render(context).strip()
        return ""


@register.tag
def capture(parser: Parser, token: Token) -> Capture:
    """`{% capture current %}{% block nav %}{% endblock %}{% endcapture %}`"""
    _, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return Capture(nodelist, name)
