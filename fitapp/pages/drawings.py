"""Small drawings as SVG. Geometry sits in attributes, colour in the stylesheet, so a strict CSP
holds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _named(label: str) -> SafeString:
    if label:
        return format_html('role="img" aria-label="{}"', label)
    return SafeString('aria-hidden="true"')


def plates(spec: str, label: str, css: str = "") -> SafeString:
    """Plates on a bar. `spec` reads "3on 5now 4 miss gap": a height (1 to 5) and a state each."""
    tokens = [
        (f"h{token[0]}", token[1:]) if token[0].isdigit() else ("", token) for token in spec.split()
    ]
    drawn = format_html_join(
        "", '<i class="{}"></i>', ((" ".join(filter(None, t)),) for t in tokens)
    )
    return format_html(
        '<span class="{}" role="img" aria-label="{}">{}</span>',
        f"plates {css}".strip(),
        label,
        drawn,
    )


def spark(
    values: Sequence[float],
    label: str = "",
    w: int = 88,
    h: int = 28,
    goal: float | None = None,
    css: str = "",
) -> SafeString:
    """A line of values with its end marked. `spark--l` in `css` stretches it to its box."""
    numbers = [float(value) for value in values if value is not None]
    if len(numbers) < 2:
        numbers = (numbers or [0.0]) * 2
    known = numbers if goal is None else [*numbers, float(goal)]
    low, high = min(known), max(known)
    span = (high - low) or 1

    def x(place: int) -> str:
        return _n(3 + place * (w - 7) / (len(numbers) - 1))

    def y(value: float) -> float:
        return 3 + (high - value) * (h - 6) / span

    points = "L".join(f"{x(place)} {_n(y(value))}" for place, value in enumerate(numbers))
    line = (
        format_html('<path class="goal" d="M0 {}H{}"/>', _n(y(float(goal))), w)
        if goal is not None
        else SafeString("")
    )
    if "spark--l" in css:  # the end dot sits in percent space, so it stays round
        return format_html(
            '<svg class="spark {}" {}><svg viewBox="0 0 {} {}" preserveAspectRatio="none"'
            ' width="100%" height="100%">{}<path d="M0 {}L{}"/></svg>'
            '<circle cx="98.6%" cy="{}%" r="4.5"/></svg>',
            css,
            _named(label),
            w,
            h,
            line,
            _n(y(numbers[0])),
            points,
            _n(y(numbers[-1]) / h * 100),
        )
    return format_html(
        '<svg class="{}" {} viewBox="0 0 {} {}">{}<path d="M{}"/>'
        '<circle cx="{}" cy="{}" r="3"/></svg>',
        f"spark {css}".strip(),
        _named(label),
        w,
        h,
        line,
        points,
        x(len(numbers) - 1),
        _n(y(numbers[-1])),
    )


def progress(percent: float, label: str, css: str = "", marks: Iterable[float] = ()) -> SafeString:
    """How far along, with an end stop; `marks` are ticks in percent."""
    done = max(0.0, min(100.0, float(percent or 0)))
    height = 6 if "prog--sm" in css else 10
    ticks = format_html_join(
        "",
        '<rect class="prog-m" x="{}%" y="0" width="1.5" height="{}"/>',
        ((mark, height) for mark in marks),
    )
    end = (
        format_html(
            '<rect class="prog-e" x="{}%" y="-2" width="2.5" height="{}"'
            ' transform="translate(-2.5 0)"/>',
            _n(done),
            height + 4,
        )
        if done
        else ""
    )
    return format_html(
        '<svg class="{}" role="img" aria-label="{}">'
        '<rect class="prog-t" width="100%" height="{}" rx="2"/>'
        '<rect class="prog-f" width="{}%" height="{}" rx="2"/>{}{}</svg>',
        f"prog {css}".strip(),
        label,
        height,
        _n(done),
        height,
        ticks,
        end,
    )


def norm(low: float, high: float, value: float, label: str) -> SafeString:
    """A person's own normal band and where they are now, on 0 to 100."""
    return format_html(
        '<svg role="img" aria-label="{}">'
        '<rect class="norm-track" y="4" width="100%" height="6" rx="2"/>'
        '<rect class="norm-band" x="{}%" y="2" width="{}%" height="10" rx="2"/>'
        '<rect class="norm-pin" x="{}%" y="-1" width="6" height="16" rx="1.5"'
        ' transform="translate(-3 0)"/></svg>',
        label,
        _n(low),
        _n(high - low),
        _n(value),
    )


def ring(
    parts: Iterable[tuple[float, str]], middle: str, below: str, label: str, css: str = ""
) -> SafeString:
    """Parts of a whole: pairs of percent and class ("f", "e")."""
    round_ = 2 * math.pi * 44
    arcs, offset = [], 0.0
    for percent, name in parts:
        arcs.append((name, _n(percent / 100 * round_), _n(round_), _n(-offset / 100 * round_)))
        offset += percent
    drawn = format_html_join(
        "",
        '<circle class="{}" cx="50" cy="50" r="44" stroke-dasharray="{} {}"'
        ' stroke-dashoffset="{}"/>',
        arcs,
    )
    angle = 2 * math.pi * offset / 100
    inner, outer = (
        f"{_n(50 + r * math.cos(angle))} {_n(50 + r * math.sin(angle))}" for r in (37, 51)
    )
    return format_html(
        '<div class="{}"><svg viewBox="0 0 100 100" role="img" aria-label="{}">'
        '<circle class="t" cx="50" cy="50" r="44"/>{}'
        '<path d="M{}L{}" stroke="var(--text)" stroke-width="2.5"/></svg>'
        '<div class="mid" aria-hidden="true"><span class="fig fig--m">{}</span>'
        '<small class="t13">{}</small></div></div>',
        f"ring {css}".strip(),
        label,
        drawn,
        inner,
        outer,
        middle,
        below,
    )
