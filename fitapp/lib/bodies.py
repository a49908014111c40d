"""What a request to the API may send: JSON no larger, no deeper and no stranger than we keep."""

import json
from io import BytesIO
from typing import Any

from django.conf import settings
from rest_framework import exceptions, parsers, status

from fitapp.lib.characters import holds_nul


class TooLarge(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "This is more than one request may send."


class JSONParser(parsers.JSONParser):
    """JSON no larger, no deeper and no stranger than we can keep."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(most + 1)
        if len(body) > most:
            raise TooLarge
        try:
            data = super().parse(BytesIO(body), media_type, parser_context)
            # Half of a surrogate pair is JSON, but no text: neither database nor answer takes it.
            if b"\\u" in body:
                json.dumps(data, ensure_ascii=False).encode()
                if holds_nul(data):
                    raise exceptions.ParseError("There is an empty character in a text.")
        except UnicodeEncodeError as error:
            raise exceptions.ParseError("There is half a character in a text.") from error
        except RecursionError as error:
            raise exceptions.ParseError("This is nested too deeply.") from error
        return data
