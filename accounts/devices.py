"""What a browser says it is, in words that its person knows."""

from __future__ import annotations

import re
from typing import Final

# The first that matches counts: the later ones are claimed by the earlier.
BROWSERS: Final = [
    (r"\bEdgA?(iOS)?/", "Edge"),
    (r"\b(OPR|Opera)/", "Opera"),
    (r"\bSamsungBrowser/", "Samsung Internet"),
    (r"\b(Firefox|FxiOS)/", "Firefox"),
    (r"\b(HeadlessChrome|Chrome|CriOS|Chromium)/", "Chrome"),
    (r"\bSafari/", "Safari"),
]
SYSTEMS: Final = [
    (r"\biPad\b", "iPad"),
    (r"\biPhone\b", "iPhone"),
    (r"\bAndroid\b", "Android"),
    (r"\bCrOS\b", "ChromeOS"),
    (r"\bWindows\b", "Windows"),
    (r"\bMac OS X\b|\bMacintosh\b", "macOS"),
    (r"\bLinux\b", "Linux"),
]
HANDHELD: Final = {"iPad", "iPhone", "Android"}


def _first(known: list[tuple[str, str]], text: str) -> str:
    return next((name for pattern, name in known if re.search(pattern, text)), "")


def named(user_agent: str) -> str:
    """For instance “Firefox on Linux”."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or "An unknown device"


def is_handheld(user_agent: str) -> bool:
    return _first(SYSTEMS, user_agent) in HANDHELD
