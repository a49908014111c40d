"""Two people change the same thing: the later hears of the earlier, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.utils.http import parse_etags
from rest_framework import exceptions, status
from rest_framework.request import Request

from fitapp.lib.errors import Refused

Document = Mapping[str, Any]
MOST_TOLD: Final = 200


class Stale(Refused):
    """Somebody changed it after it was read. Holds both sides, so that a person can choose.

    `yours` is what was sent and `theirs` what is there now, with what a client needs to write over
    it.
    """

    def __init__(
        self,
        message: str,
        *,
        yours: Document,
        theirs: Document,
        changed_by: str | None,
        changed_at: datetime | None,
    ) -> None:
        super().__init__(message)
        self.yours, self.theirs = yours, theirs
        self.changed_by, self.changed_at = changed_by, changed_at

    def told(self) -> dict[str, Any]:
        """What a problem adds to its sentence."""
        theirs = {name: self.theirs.get(name) for name in self.yours}
        return {
            "yours": self.yours,
            "theirs": self.theirs,
            "differences": list(islice(differences(self.yours, theirs), MOST_TOLD)),
            "changed_by": self.changed_by,
            "changed_at": self.changed_at,
        }


class NotSaidWhatWasRead(exceptions.APIException):
    """What replaces a whole without saying which would undo what others did meanwhile."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED


def differences(yours: Any, theirs: Any, path: str = "") -> Iterator[dict[str, Any]]:
    """Each place where the two are not alike, as a path and both values; `None` for what only one
    side has."""
    if isinstance(yours, Mapping) and isinstance(theirs, Mapping):
        for name in dict.fromkeys([*yours, *theirs]):
            yield from differences(yours.get(name), theirs.get(name), _below(path, name))
    elif isinstance(yours, list) and isinstance(theirs, list):
        for place in range(max(len(yours), len(theirs))):
            mine, other = (side[place] if place < len(side) else None for side in (yours, theirs))
            yield from differences(mine, other, _below(path, place))
    elif yours != theirs:
        yield {"path": path, "yours": yours, "theirs": theirs}


def _below(path: str, name: object) -> str:
    return f"{path}.{name}" if path else str(name)


def etag_of(revision: str) -> str:
    return f'"{revision}"'


def revision_matched(request: Request) -> str | None:
    """The revision that `If-Match` names: "*" for any, None without the header.

    Raises ValidationError for several: a document was read once.
    """
    header = request.headers.get("If-Match")
    if header is None:
        return None
    tags = parse_etags(header)
    if len(tags) != 1:
        raise exceptions.ValidationError({"If-Match": ["Send the one ETag that you read."]})
    return tags[0].strip('"')
