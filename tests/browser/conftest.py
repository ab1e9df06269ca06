"""A real Chromium against the real demonstration, served as `make run` serves it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM_FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
LANGUAGES = ("en", "pl")
FIRST = "jodlowiec"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration of its own, filled once for all browser tests."""
    port = free_port()
    folder = tmp_path_factory.mktemp("demo")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOCER_") and name != "DJANGO_SETTINGS_MODULE"}
    environment = kept | {"LOCER_DEMO": "1", "LOCER_VAR": str(folder), "LOCER_URL": f"http://127.0.0.1:{port}"}
    environment["LOCER_PUBLIC_CACHE_SECONDS"] = "0"  # what was just published is looked at in the same second
    command = [sys.executable, "site/manage.py", "serve", "--port", str(port)]
    log = (folder / "log.txt").open("w")
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, server, folder / "log.txt")
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
    said = (folder / "log.txt").read_text()
    assert "Traceback" not in said, said[-4000:]


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _second in range(240):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(1)
    raise AssertionError(log.read_text()[-4000:])


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    flags = CHROMIUM_FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    running = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=flags)
    yield running
    running.close()


class Watch:
    """What a page may never do: complain on the console, or ask another host."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.weights: dict[str, int] = {}

    def follow(self, page: Page) -> None:
        page.on("console", lambda message: self.heard(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked(request.url))

    def heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def asked(self, url: str) -> None:
        if not url.startswith((self.site, "data:", "blob:", self.site.replace("http", "ws", 1))):
            self.foreign.append(url)


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens fresh, watched pages; at the end none may have complained or asked another host."""
    contexts: list[BrowserContext] = []
    watch = Watch(site)

    def opened(*, width: int = 1280, scheme: str = "light", script: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        watch.follow(page)
        return page

    opened.watch = watch  # type: ignore[attr-defined]
    yield opened
    for context in contexts:
        context.close()
    assert watch.complaints == []
    assert watch.foreign == []


@pytest.fixture
def sign_in() -> Callable[[Page, str], None]:
    """Signs the page in with the demonstration's password; `who` is a key of the first centre's cast or an address."""

    def signed_in(page: Page, who: str) -> None:
        address = who if "@" in who else f"{who}@{FIRST}.example"
        page.goto("/en/accounts/login/password/")
        page.get_by_label(re.compile("e-mail", re.IGNORECASE)).fill(address)
        page.get_by_label(re.compile("password", re.IGNORECASE)).first.fill("locer-demo")
        page.locator("main form button[type=submit], main form button:not([type])").first.click()
        page.wait_for_url(lambda url: "/login" not in url)

    return signed_in
