"""bin/dev: makes a clone ready and becomes `manage.py serve`."""

import argparse
import os
import shutil
import socket
import sys
import time
from pathlib import Path

from _setup import DATA, PYTHON, ROOT, data, environment, tools

SIGN_INS = (
    ("Trainer", "trainer@example.com"),
    ("Trainee", "trainee@example.com"),
    ("Admin", "admin@example.com"),
)


def main(words: list[str]) -> None:
    options = read_options(words)
    host = "0.0.0.0" if options.lan else "127.0.0.1"  # noqa: S104  # --lan asks for it
    refuse_taken_port(host, options.port)
    if options.fresh:
        wipe()
    env = settings_for(options)
    began = time.monotonic()
    for step in (*tools("requirements.txt"), *data(env, options.history)):
        step.run()
    print(f"\nReady after {time.monotonic() - began:.1f} s. Sign in with password fitapp-demo as")
    for role, email in SIGN_INS:
        print(f"  {role:8} {email}")
    print(flush=True)
    os.chdir(ROOT)
    serve = [str(PYTHON), "manage.py", "serve", "--host", host, "--port", str(options.port)]
    os.execve(PYTHON, serve, environment(**env))


def read_options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("bin/dev", description="Sets FitApp up and starts it.")
    parser.add_argument("--port", type=int, default=8000, help="8000 unless told")
    parser.add_argument("--fresh", action="store_true", help="start with a new demo database")
    parser.add_argument("--lan", action="store_true", help="let phones on your network open it")
    parser.add_argument(
        "--history",
        type=Path,
        metavar="FILE",
        help="a Strong export to import for the demo trainee",
    )
    options = parser.parse_args(words)
    options.history = options.history and options.history.resolve()
    return options


def settings_for(options: argparse.Namespace) -> dict[str, str]:
    name = lan_address() if options.lan else "localhost"
    env = {"DEBUG": "true", "SITE_URL": f"http://{name}:{options.port}", "LOG_LEVEL": "WARNING"}
    names = dict.fromkeys([name, "localhost", "127.0.0.1", socket.gethostname().lower()])
    env["ALLOWED_HOSTS"] = ",".join(names)
    env["CSRF_TRUSTED_ORIGINS"] = ",".join(f"http://{name}:{options.port}" for name in names)
    return env


def lan_address() -> str:
    """The address that others on this network reach us at. Connecting a datagram sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            sys.exit("This machine is on no network, so --lan has no address to offer.")
        return probe.getsockname()[0]


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(
                f"Port {port} cannot be used ({error.strerror}). Try: bin/dev --port {port + 1}"
            )


def wipe() -> None:
    """Removes what people made; the secrets of this clone stay."""
    if os.environ.get("DATABASE_URL"):
        sys.exit("--fresh wipes the SQLite database of this clone, and DATABASE_URL names another.")
    print(f"Removing the database, pictures and mail in {DATA}.", flush=True)
    for path in DATA.glob("*"):
        if path.name in ("secret_key", "sealing_keys", "vapid_key"):
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
