"""A real Chromium against the real demonstration, served as `make run` serves it."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, StorageState, expect, sync_playwright

from tests.browser.visitor import Visitor, Watch

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
LOCALES = {"en": "en-GB", "pl": "pl-PL"}
PASSWORD = "locer-demo"
PATIENCE = 45_000  # milliseconds, for a machine that does much else


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder drives a browser: it runs in a process without event loops of other tests."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def surroundings_of(folder: Path) -> dict[str, str]:
    foreign = ("LOCER_", "DATABASE_URL", "VALKEY_URL", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    environment |= {"LOCER_DEMO": "1", "LOCER_VAR": str(folder)}
    environment["LOCER_URL"] = f"http://127.0.0.1:{free_port()}"
    environment["LOCER_PUBLIC_CACHE_SECONDS"] = "0"  # what was just published is looked at in the same second
    return environment


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration's folder, filled by whoever of those that test side by side comes first; to be copied."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "filled"
    with (shared / "filled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            started = shared / "filling"
            with serving(surroundings_of(started)):
                pass
            started.rename(folder)
    return folder


@pytest.fixture(scope="session")
def surroundings(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a demonstration of its own, for its server and for whoever prepares something in it."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(filled, folder, dirs_exist_ok=True)
    return surroundings_of(folder)


@pytest.fixture(scope="session")
def site(surroundings: dict[str, str]) -> Iterator[str]:
    """Its address, the same for all browser tests of a process."""
    run_behind("from pages.actions import open_network; open_network()", surroundings)  # the copy has another address
    with serving(surroundings):
        yield surroundings["LOCER_URL"]


@contextmanager
def serving(surroundings: dict[str, str]) -> Iterator[None]:
    address, folder = surroundings["LOCER_URL"], Path(surroundings["LOCER_VAR"])
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "site/manage.py", "serve", "--port", address.rpartition(":")[2]]
    log = folder / "log.txt"
    with log.open("w") as output:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=surroundings,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=hear_interrupts,  # noqa: PLW1509  (no thread runs yet)
        )
    try:
        wait_for(address, server, log)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
    said = log.read_text()
    assert "Traceback" not in said, said[-4000:]


def hear_interrupts() -> None:
    """Also where the tests themselves run in the background: there, a shell lets what it starts ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _second in range(600):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(1)
    raise AssertionError(log.read_text()[-4000:])


@pytest.fixture(scope="session")
def behind(site: str, surroundings: dict[str, str]) -> Callable[[str], Any]:
    """What no visitor can do: runs some Python in the running demonstration and brings back what it `told` as JSON."""
    return lambda script: json.loads(run_behind(script, surroundings).splitlines()[-1])


def run_behind(script: str, surroundings: dict[str, str]) -> str:
    command = [sys.executable, "site/manage.py", "shell", "--verbosity", "0", "--no-imports", "-c", script]
    house = {**surroundings, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=house, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    flags = CHROMIUM_FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    running = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=flags)
    yield running
    running.close()


@pytest.fixture(scope="session")
def sessions(browser: Browser, site: str) -> Callable[[str], StorageState]:
    """Signs each of the first centre's cast in once, through the page, and keeps the cookies; others by their address."""
    known: dict[str, StorageState] = {}

    def session_of(who: str) -> StorageState:
        if who not in known:
            context = browser.new_context(base_url=site, locale="en-GB")
            visitor = Visitor(context.new_page(), "en", Watch(site))
            visitor.go("/accounts/login/")
            visitor.page.locator("details summary").filter(
                has_text=visitor.word("With a password, or a sign-in name")
            ).click()
            visitor.fill("E-mail or sign-in name", who if "@" in who else f"{who}@jodlowiec.example")
            visitor.fill("Password", PASSWORD)
            visitor.press("Sign in with a password")
            visitor.page.wait_for_url("**/members/")
            known[who] = context.storage_state()
            context.close()
        return known[who]

    return session_of


@pytest.fixture
def visit(browser: Browser, site: str, sessions: Callable[[str], StorageState]) -> Iterator[Callable[..., Visitor]]:
    """Lets somebody come: `visit("pl", "renata", width=360)`; without a name, a stranger.

    At the end no page may have complained on the console or asked another host.
    """
    contexts: list[BrowserContext] = []
    watch = Watch(site)

    def visiting(
        language: str = "en", who: str = "", *, width: int = 1280, script: bool = True, **options: Any
    ) -> Visitor:
        if who:
            options["storage_state"] = sessions(who)
        context = browser.new_context(
            base_url=site,
            locale=LOCALES[language],
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watch.follow(context)
        return Visitor(context.new_page(), language, watch)

    yield visiting
    for context in contexts:
        context.close()
    assert watch.complaints == []
    assert watch.foreign == []
