"""Where the browser finds each JavaScript module."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static


def import_map() -> str:
    """The import map as JSON: bare names for packages, `@app/` and `controllers/` for our own."""
    scripts: Path = settings.BASE_DIR / "static" / "js"
    modules = {
        "@hotwired/stimulus": static("vendor/stimulus.js"),
        "@vendor/chart.js": static("vendor/chart.umd.js"),
        "chart.js": static("js/chart.js"),
    }
    for file in sorted(scripts.glob("*.js")):
        modules[f"@app/{file.name}"] = static(f"js/{file.name}")
    for file in sorted(scripts.glob("controllers/*.js")):
        modules[f"controllers/{file.stem}"] = static(f"js/controllers/{file.name}")
    return json.dumps({"imports": modules}).replace("<", "\\u003c")


_kept_import_map = lru_cache(maxsize=1)(import_map)


def current_import_map() -> str:
    """Made once per process; while developing, made again for every page."""
    return import_map() if settings.DEBUG else _kept_import_map()
