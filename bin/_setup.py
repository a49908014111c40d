"""Makes a clone ready, step by step, and skips what has not changed.

`bin/dev` then starts FitApp, `bin/test` checks it. Standard library only: it runs before anything
is installed.
"""

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
DATA = Path(os.environ.get("DATA_DIR", ROOT / "var")).resolve()
ROOMS = ("fitapp", "accounts", "training", "metrics", "social")
OURS = ("DEBUG", "SITE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "EMAIL_URL")
SIGN_INS = (
    ("Trainer", "trainer@example.com"),
    ("Trainee", "trainee@example.com"),
    ("Admin", "admin@example.com"),
)
Command = list[str | Path]


@dataclass
class Step:
    """A piece of set-up, done again when what it depends on changes."""

    name: str
    commands: list[Command]
    stamps: Path
    inputs: Iterable[Path | str] = ()
    results: tuple[Path, ...] = ()
    env: dict[str, str] = field(default_factory=dict)

    @property
    def stamp(self) -> Path:
        return self.stamps / self.name.lower().replace(" ", "-")

    def run(self) -> None:
        """Does the step unless its stamp says that nothing has changed."""
        key = fingerprint(self.inputs)
        known = self.stamp.read_text() if self.stamp.exists() else ""
        if known == key and all(path.exists() for path in self.results):
            return
        with Timed(self.name):
            for command in self.commands:
                finished = quietly(command, self.env)
                if finished.returncode:
                    lines = finished.stdout.splitlines()[-40:]
                    sys.exit("\n".join(["failed", "", *lines, "", f"{shown(command)} failed."]))
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(key)


class Timed:
    """Prints what is being done, and how long it took."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        print(f"  {self.name} {'.' * (30 - len(self.name))} ", end="", flush=True)
        self.began = time.monotonic()

    def __exit__(self, kind: type | None, *_: object) -> None:
        if kind is None:
            print(f"{time.monotonic() - self.began:5.1f} s", flush=True)


def fingerprint(inputs: Iterable[Path | str]) -> str:
    """A hash of words and of the files (or folders of files) named."""
    found = hashlib.sha256()
    for item in inputs:
        found.update(str(item).encode())
        if isinstance(item, Path):
            for path in sorted(item.rglob("*")) if item.is_dir() else [item]:
                if path.is_file():
                    found.update(path.read_bytes())
    return found.hexdigest()


def quietly(command: Command, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(**env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def environment(**changes: str) -> dict[str, str]:
    """Ours, with the tools of .venv first. Bytecode is kept: starting without it takes longer."""
    env = {**os.environ, **changes}
    env["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def shown(command: Command) -> str:
    return " ".join(
        str(part.relative_to(ROOT))
        if isinstance(part, Path) and part.is_relative_to(ROOT)
        else str(part)
        for part in command
    )


# --- Set-up --------------------------------------------------------------------------------------


def install(requirements: str) -> Command:
    wanted = ["--require-hashes", "--compile-bytecode", "-r", ROOT / requirements]
    return [PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON, *wanted]


def tools(requirements: str) -> Iterator[Step]:
    """Python packages and front-end packages; nothing outside .venv, node_modules and static."""
    stamps = VENV / ".stamps"
    version = "{}.{}".format(*sys.version_info)
    made = VENV / "lib" / f"python{version}"
    fresh = ["--clear"] if VENV.exists() and not made.exists() else []
    venv: Command = [sys.executable, "-m", "venv", *fresh, VENV]
    yield Step("Python environment", [venv], stamps, [version], (PYTHON, made))
    pip: Command = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r"]
    uv = ROOT / "requirements-uv.txt"
    yield Step("Installer", [[*pip, uv]], stamps, [uv], (VENV / "bin" / "uv",))
    packages = ROOT / requirements
    yield Step(
        packages.stem.replace("requirements", "Packages"),
        [install(requirements)],
        stamps,
        [packages],
    )
    lock, vendor = ROOT / "package-lock.json", ROOT / "bin" / "vendor"
    modules = ROOT / "node_modules"
    yield Step("Front-end packages", npm(), stamps, [lock], (modules,))
    static = ROOT / "static" / "vendor"
    yield Step("Front-end files", [[PYTHON, vendor]], stamps, [lock, vendor], (static,))


def npm() -> list[Command]:
    """npm of this machine where its Node is new enough, or the one that comes as a package."""
    commands: list[Command] = [["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]]
    if node_version() < 18:
        commands.insert(0, install("requirements-node.txt"))
    return commands


def node_version() -> int:
    if not (shutil.which("npm") and shutil.which("node")):
        return 0
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


def data(env: dict[str, str], history: Path | None) -> Iterator[Step]:
    """The database and what FitApp brings along."""
    url = os.environ.get("DATABASE_URL", "")
    database = DATA / "db.sqlite3"
    stamps = DATA / "stamps" / fingerprint([url])[:12]
    if not url and not database.exists():
        shutil.rmtree(stamps, ignore_errors=True)
    results = () if url else (database,)

    def step(name: str, *commands: Command, inputs: Iterable[Path | str] = ()) -> Step:
        managed: list[Command] = [[PYTHON, "manage.py", *words] for words in commands]
        return Step(name, managed, stamps, inputs, results, env)

    migrations = sorted(path for room in ROOMS for path in (ROOT / room).rglob("migrations/*.py"))
    packages = ROOT / "requirements.txt"
    yield step("Database", ["migrate"], ["createcachetable"], inputs=[packages, *migrations])
    training = ROOT / "training"
    library = [training / "library.py", training / "data"]
    yield step("Exercise library", ["load_library"], inputs=library)
    yield step("Program templates", ["load_templates"], inputs=[training / "data" / "programs"])
    real: Command = ["--strong-export", history] if history else []
    yield step("Demo people", ["load_demo", *real], inputs=[history] if history else [])


# --- bin/dev -------------------------------------------------------------------------------------


def dev(words: list[str]) -> None:
    options = dev_options(words)
    host = "0.0.0.0" if options.lan else "127.0.0.1"  # noqa: S104  # --lan asks for it
    refuse_taken_port(host, options.port)
    if options.fresh:
        wipe()
    env = dev_environment(options)
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


def dev_options(words: list[str]) -> argparse.Namespace:
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


def dev_environment(options: argparse.Namespace) -> dict[str, str]:
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
    """Removes what people made; the secret of this clone stays."""
    if os.environ.get("DATABASE_URL"):
        sys.exit("--fresh wipes the SQLite database of this clone, and DATABASE_URL names another.")
    print(f"Removing the database, pictures and mail in {DATA}.", flush=True)
    for path in DATA.glob("*"):
        if path.name == "secret_key":
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()


# --- bin/test ------------------------------------------------------------------------------------

PRODUCTION = {
    "SITE_URL": "https://fitapp.example",
    "SECRET_KEY": hashlib.sha256(b"only for checking the settings").hexdigest(),
    "DATABASE_URL": "postgres://fitapp:fitapp@database.example/fitapp",
    "REDIS_URL": "redis://redis.example:6379/0",
}


def checks() -> Iterator[tuple[str, Command, dict[str, str]]]:
    manage: Command = [PYTHON, "manage.py"]
    deploy = ["check", "--deploy", "--fail-level", "WARNING"]
    yield "ruff check", ["ruff", "check", "."], {}
    yield "ruff format", ["ruff", "format", "--check", "."], {}
    yield "mypy", ["mypy"], {}
    yield "djlint", ["djlint", "templates", "--lint", "--quiet"], {}
    yield "check --deploy", [*manage, *deploy], PRODUCTION
    yield "missing migrations", [*manage, "makemigrations", "--check", "--dry-run"], {}


def test(words: list[str]) -> None:
    for name in OURS:
        os.environ.pop(name, None)
    os.environ["DATA_DIR"] = str(DATA / "test")
    for step in tools("requirements-dev.txt"):
        step.run()
    failed = [] if words else run_checks()
    command: Command = [PYTHON, "-m", "pytest", *(words or ["-n", "2"])]
    tested = subprocess.run(command, cwd=ROOT, env=environment(), check=False)
    sys.exit(tested.returncode or bool(failed))


def run_checks() -> list[str]:
    """All of them, so that one run names everything that is wrong."""
    failed = []
    for name, command, env in checks():
        with Timed(name):
            finished = quietly(command, env)
        if finished.returncode:
            failed.append(name)
            print(f"{finished.stdout}\n{shown(command)} failed.\n", flush=True)
    print(f"Failed: {', '.join(failed)}\n" if failed else "", flush=True)
    return failed


if __name__ == "__main__":
    try:
        {"dev": dev, "test": test}[sys.argv[1]](sys.argv[2:])
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
