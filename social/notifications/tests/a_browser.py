"""A browser as a push service and we see it: it has keys, and reads what only it can read."""

from __future__ import annotations

import json
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, HTTPServer

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid
from requests.adapters import HTTPAdapter

from conftest import NOON
from social.notifications.models import PushSubscription

SERVICE = "https://fcm.googleapis.com"
SECRET = b"sixteen bytes ok"


class Browser:
    def __init__(self, endpoint=f"{SERVICE}/fcm/send/one"):
        self.endpoint = endpoint
        self.key = ec.generate_private_key(ec.SECP256R1())
        public = self.key.public_key()
        point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.keys = {"p256dh": in_base64(point), "auth": in_base64(SECRET)}

    def says(self):
        return {"endpoint": self.endpoint, "keys": self.keys}

    def subscribed_by(self, user):
        row, _ = PushSubscription.objects.subscribe(
            user=user, endpoint=self.endpoint, **self.keys, user_agent="Firefox", at=NOON
        )
        return row

    def reads(self, body):
        plain = http_ece.decrypt(
            body, private_key=self.key, auth_secret=SECRET, version="aes128gcm"
        )
        return json.loads(plain)


class PushService:
    """Listens on this machine, keeps what it was sent, and answers as it is told to."""

    def __init__(self):
        self.got, self.answers = [], []
        self.server = HTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def _handler(service):  # noqa: N805  # two selves
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.got.append((self.path, self.headers, body))
                code = service.answers.pop(0) if service.answers else 201
                self.send_response(code)
                if 300 <= code < 400:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST  # noqa: N815

            def log_message(self, *args):
                """Not into the output of the tests."""

        return Handler


class Detour(HTTPAdapter):
    """What is sent to the push service arrives at ours."""

    def __init__(self, to):
        self.to = to
        super().__init__()

    def send(self, request, **terms):
        request.url = request.url.replace(SERVICE, self.to)
        return super().send(request, **{**terms, "proxies": {}})


def claims_of(headers):
    """What we signed, after checking that we did. The signature is checked by the key beside it."""
    assert Vapid.verify(headers["Authorization"])
    parts = dict(
        part.split("=", 1) for part in headers["Authorization"].split(" ", 1)[1].split(",")
    )
    payload = parts["t"].split(".")[1]
    return json.loads(urlsafe_b64decode(payload + "==")), parts["k"]


def in_base64(raw):
    return urlsafe_b64encode(raw).decode().rstrip("=")
