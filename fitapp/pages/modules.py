"""Where the browser finds each JavaScript module."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

PACKAGES = {
    "@hotwired/stimulus": "vendor/stimulus.js",
    "@vendor/chart.js": "vendor/chart.umd.js",
    "chart.js": "js/chart.js",
}


def own_files(folder: str, ending: str) -> list[str]:
    """Our files of a kind: those that were collected, or those in the source while developing."""
    collected = getattr(staticfiles_storage, "hashed_files", None)
    if collected is None:
        static: Path = settings.BASE_DIR / "static"
        collected = [
            str(file.relative_to(static)) for file in static.glob(f"{folder}/**/*{ending}")
        ]
    return sorted(
        name for name in collected if name.startswith(f"{folder}/") and name.endswith(ending)
    )


def import_map() -> str:
    """The import map as JSON: bare names for packages, `@app/` and `controllers/` for our own."""
    modules = dict(PACKAGES)
    for name in own_files("js", ".js"):
        own = name.removeprefix("js/")
        modules[own.removesuffix(".js") if own.startswith("controllers/") else f"@app/{own}"] = name
    urls = {name: staticfiles_storage.url(path) for name, path in modules.items()}
    return json.dumps({"imports": urls}).replace("<", "\\u003c")


_kept_import_map = lru_cache(maxsize=1)(import_map)


def current_import_map() -> str:
    """Made once per process; while developing, made again for every page."""
    return import_map() if settings.DEBUG else _kept_import_map()
