"""Pictures that people send: made anew from their pixels, so nothing hidden in a file survives."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from typing import IO, Final
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from PIL import Image, ImageOps

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_PIXELS: Final = 50_000_000
SIDE: Final = 512
FORMATS: Final = ["JPEG", "PNG", "WEBP"]
# What Pillow raises for a file that is no picture, is cut short, or is built to do harm.
BROKEN: Final = (
    EOFError,
    IndexError,
    OSError,
    OverflowError,
    SyntaxError,
    ValueError,
    struct.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


def keep_picture(row: models.Model, upload: IO[bytes]) -> None:
    """Keep `upload` as the row's `picture`: a square of at most 512 pixels, without place, camera
    or date.

    Raises ValidationError.
    """
    before = row.picture.name  # type: ignore[attr-defined]
    clean = ContentFile(_made_anew(upload))
    row.picture.save(f"{uuid4().hex}.webp", clean, save=False)  # type: ignore[attr-defined]
    row.save(update_fields=["picture"])
    delete_file_later(row, before)


def drop_picture(row: models.Model) -> None:
    before = row.picture.name  # type: ignore[attr-defined]
    row.picture = ""  # type: ignore[attr-defined]
    row.save(update_fields=["picture"])
    delete_file_later(row, before)


def delete_file_later(row: models.Model, name: str | None) -> None:
    """Once nothing points at it for good."""
    storage = row._meta.get_field("picture").storage  # type: ignore[union-attr]
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def _made_anew(upload: IO[bytes]) -> bytes:
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValidationError("The picture is larger than 10 MB.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MAX_PIXELS:
                raise ValidationError("The picture has more than 50 million pixels.")
            picture.draft("RGB", (2 * SIDE, 2 * SIDE))
            square = ImageOps.exif_transpose(picture).convert("RGB")
    except BROKEN as error:
        raise ValidationError("This is not a JPG, PNG or WebP picture.") from error
    side = min(SIDE, square.width, square.height)
    clean = BytesIO()
    ImageOps.fit(square, (side, side)).save(clean, "WEBP", quality=82, exif=b"", icc_profile=None)
    return clean.getvalue()
