"""Pictures sent to the API, as they are or as the part `file` of a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any, Final, cast

from rest_framework import serializers
from rest_framework.parsers import FileUploadParser, MultiPartParser
from rest_framework.request import Request

from fitapp.lib.bodies import TooLarge
from fitapp.lib.pictures import MAX_BYTES

PARSERS: Final = [MultiPartParser, FileUploadParser]
SENT: Final[dict[str, Any]] = {  # how the document describes it
    "multipart/form-data": {
        "type": "object",
        "properties": {"file": {"type": "string", "format": "binary"}},
    },
    "image/*": bytes,
}


def picture_sent(request: Request) -> IO[bytes]:
    """Raises what the API answers 400 or 413 to."""
    sent = cast(Mapping[str, Any], request.data)  # of both parsers
    if unknown := set(sent) - {"file"}:
        said = ["There is no such field."]
        raise serializers.ValidationError(dict.fromkeys(sorted(unknown), said))
    upload = sent.get("file")
    if upload is None or not hasattr(upload, "read"):
        raise serializers.ValidationError({"file": ["Send a picture."]})
    if upload.size > MAX_BYTES:
        raise TooLarge("The picture is larger than 10 MB.")
    return cast(IO[bytes], upload)
