"""Google and Apple on this machine: what their documents say of authorisation, token and keys.

`SignInElsewhere` is the server; the person who agrees there is `agree(url)`. It checks what it is
sent as they do (client, secret, code, address to return to, PKCE), and signs what it answers.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.test import Client
from django.urls import reverse

GOOGLE, APPLE = "https://accounts.google.com", "https://appleid.apple.com"
KID = "2026-a"
SUBJECT = "10769150350006150715113082367"


def pem_of(key) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def flat(query) -> dict:
    return {name: values[0] for name, values in parse_qs(query).items()}


class SignInElsewhere:
    def __init__(self):
        self.signing = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.client_key = ec.generate_private_key(ec.SECP256R1())  # ours, known to Apple
        self.claims = {}  # what it says of the person beside what is always there
        self.signed_with = self.signing
        self.fails = False
        self.asked = []  # every token request
        self._codes = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def base(self):
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def agree(self, url) -> dict:
        """What the browser brings back after the person has agreed: code and state."""
        asked = flat(urlsplit(url).query)
        code = secrets.token_urlsafe(16)
        issuer = f"https://{urlsplit(url).netloc}"
        self._codes[code] = {**asked, "issuer": issuer}
        return {"code": code, "state": asked["state"]}

    def id_token(self, agreed) -> str:
        now = int(time.time())
        claims = {
            "iss": agreed["issuer"],
            "aud": agreed["client_id"],
            "sub": SUBJECT,
            "iat": now,
            "exp": now + 3600,
            "email": "nia@example.com",
            "email_verified": True,
            **({"name": "Nia Okafor"} if agreed["issuer"] == GOOGLE else {}),
            **self.claims,
        }
        return jwt.encode(claims, self.signed_with, algorithm="RS256", headers={"kid": KID})

    def token(self, path, form):
        """(status, answer) of the token endpoint."""
        self.asked.append(form)
        agreed = self._codes.pop(form.get("code"), None)
        if self.fails or agreed is None or not self._is_as_agreed(path, form, agreed):
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": "ya29.secret-of-theirs",
            "refresh_token": "1//secret-of-theirs",
            "token_type": "Bearer",
            "expires_in": 3599,
            "id_token": self.id_token(agreed),
        }

    def _is_as_agreed(self, path, form, agreed):
        same = all(form[name] == agreed[name] for name in ("client_id", "redirect_uri"))
        if path.startswith("/google"):
            challenge = hashlib.sha256(form["code_verifier"].encode()).digest()
            proved = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
            return same and form["client_secret"] == "ours" and proved == agreed["code_challenge"]
        claims = jwt.decode(
            form["client_secret"], self.client_key.public_key(), ["ES256"], audience=APPLE
        )
        return same and (claims["iss"], claims["sub"]) == ("TEAM", form["client_id"])

    def keys(self):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.signing.public_key()))
        return {"keys": [{**key, "kid": KID, "use": "sig", "alg": "RS256"}]}

    def _handler(self):
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                form = flat(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.answer(*provider.token(self.path, form))

            def do_GET(self):
                found = self.path == "/apple/auth/keys"
                self.answer(200 if found else 404, provider.keys())

            def answer(self, status, body):
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        return Handler


def go(client, provider="google", **data) -> str:
    """Press the button; the address there."""
    response = client.post(reverse(f"{provider}_login"), {"process": "login", **data})
    assert response.status_code == 302
    return response.url


def come_back(client, brought, **changes):
    return client.get(reverse("google_callback"), {**brought, **changes})


def with_google(client, elsewhere, **data):
    return come_back(client, elsewhere.agree(go(client, **data)))


def with_apple(client, elsewhere, **posted):
    brought = elsewhere.agree(go(client, "apple"))
    stranger = Client(enforce_csrf_checks=True)  # their site's form brings no cookie of ours
    answer = stranger.post(reverse("apple_callback"), {**brought, **posted})
    cookie = answer.cookies["apple-login-session"]
    client.cookies[cookie.key] = cookie.value
    return client.get(answer.url)
