"""The programs that ship: from the files they are written in to rows, and again as a no-op."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from training.documents import create_program, write_document
from training.models import Program

FOLDER: Final = Path(__file__).resolve().parent / "data" / "programs"


@transaction.atomic
def load_templates(*, at: datetime, folder: Path = FOLDER) -> list[Program]:
    """Make the public programs of nobody equal to the files, by slug. Raises ValidationError."""
    return [_load(json.loads(path.read_text()), at=at) for path in sorted(folder.glob("*.json"))]


def _load(document: dict[str, Any], *, at: datetime) -> Program:
    slug = document.pop("slug")
    program = Program.objects.filter(slug=slug).first()
    if program is None:
        return create_program(owner=None, document=document, slug=slug, at=at)
    write_document(program=program, document=document, by=None, at=at)
    return program
