"""Makes a clone ready, step by step, and skips what has not changed.

`bin/dev` then starts FitApp, `bin/test` checks it. Standard library only: this runs before anything
is installed.
"""

import hashlib
import os
import shutil
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
