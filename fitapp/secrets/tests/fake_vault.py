"""A server that speaks Vault's HTTP protocol as far as we use it: AppRole and the key-value engine,
version 2. Answers are shaped as Vault 1.17 gives them."""

from __future__ import annotations

import json
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT_TOKEN = "hvs.root"
ROLE_ID, SECRET_ID = "role-of-fitapp", "secret-of-the-role"


class FakeVault:
    """`documents[(namespace, "mount/path")]` is the list of its versions; None is a deleted one."""

    def __init__(self, folder: Path | None = None) -> None:
        self.documents: dict[tuple[str, str], list[dict | None]] = {}
        self.tokens = {ROOT_TOKEN}
        self.is_sealed = False
        self.asked: list[tuple[str, str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self.certificate = None
        if folder is not None:
            self._speak_tls(folder)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        scheme = "https" if self.certificate else "http"
        return f"{scheme}://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _speak_tls(self, folder: Path) -> None:
        self.certificate, key = _certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)


def _handler_of(vault: FakeVault) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            vault.asked.append(("POST", self.path))
            if vault.is_sealed:
                self.answer(503, {"errors": ["Vault is sealed"]})
            elif self.path != "/v1/auth/approle/login":
                self.answer(404, {"errors": []})
            elif said != {"role_id": ROLE_ID, "secret_id": SECRET_ID}:
                self.answer(400, {"errors": ["invalid role or secret ID"]})
            else:
                vault.tokens.add("hvs.of-the-role")
                auth = {
                    "client_token": "hvs.of-the-role",
                    "accessor": "a",
                    "policies": ["default", "fitapp"],
                    "token_policies": ["default", "fitapp"],
                    "metadata": {"role_name": "fitapp"},
                    "lease_duration": 1200,
                    "renewable": True,
                }
                self.answer(200, {**EMPTY, "auth": auth})

        def do_GET(self) -> None:
            vault.asked.append(("GET", self.path))
            if vault.is_sealed:
                return self.answer(503, {"errors": ["Vault is sealed"]})
            if self.headers.get("X-Vault-Token") not in vault.tokens:
                said = "1 error occurred:\n\t* permission denied\n\n"
                return self.answer(403, {"errors": [said]})
            url = urlsplit(self.path)
            _, _, mount, _, path = url.path.split("/", 4)
            space = self.headers.get("X-Vault-Namespace", "")
            versions = vault.documents.get((space, f"{mount}/{path}"))
            if versions is None:
                return self.answer(404, {"errors": []})
            number = int(parse_qs(url.query).get("version", ["0"])[0]) or len(versions)
            return self.answer_version(versions[number - 1], number)

        def answer_version(self, data: dict | None, number: int) -> None:
            about = {
                "created_time": "2026-03-02T12:00:00.000000000Z",
                "custom_metadata": None,
                "deletion_time": "2026-03-03T12:00:00.000000000Z" if data is None else "",
                "destroyed": False,
                "version": number,
            }
            code = 404 if data is None else 200
            self.answer(code, {**EMPTY, "data": {"data": data, "metadata": about}})

        def answer(self, code: int, body: dict) -> None:
            written = json.dumps(body).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

    return Handler


EMPTY = {
    "request_id": "0d0f0c0b",
    "lease_id": "",
    "renewable": False,
    "lease_duration": 0,
    "wrap_info": None,
    "warnings": None,
    "auth": None,
}


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody but its maker trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Vault of a test")])
    begins = datetime.now(UTC) - timedelta(days=1)
    host = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=30))
        .add_extension(host, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    written, secret = folder / "vault.pem", folder / "vault.key"
    written.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return written, secret
