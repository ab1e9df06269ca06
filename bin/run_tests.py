"""The whole suite: on SQLite, in a real browser, on PostgreSQL and Valkey. Fails where any fails."""

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
# Property tests try the same examples in each run; pytest by hand looks for others.
PYTEST = [sys.executable, "-m", "pytest", "-q", "--hypothesis-profile=ci"]
NOTHING_CHOSEN = 5  # pytest's answer where the given arguments leave a run without tests
SIDE_BY_SIDE = ["-n", "2", "--dist", "loadgroup"]
SILENCE = 1200  # seconds; a single test is given less (pyproject.toml)


def answers(browser: str | None) -> bool:
    if not browser or not shutil.which(browser):
        return False
    return subprocess.run([browser, "--version"], capture_output=True, check=False).returncode == 0


def installed_browser() -> str | None:
    for name in (os.environ.get("CHROMIUM"), *BROWSERS):
        if answers(name):
            return shutil.which(name)  # type: ignore[arg-type]
    return None


def playwright_browser() -> str | None:
    """The build that Playwright keeps for itself, fetched where the network lets it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        fetch = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(fetch, capture_output=True, check=False, timeout=600)
    return path if answers(path) else None


def debian_browser() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        subprocess.run(command, env=environment, capture_output=True, check=False)
    return installed_browser()


def chromium() -> str:
    found = installed_browser() or debian_browser() or playwright_browser()
    if not found:
        raise SystemExit("The browser tests need Chromium: run `apt install chromium`, or name one in CHROMIUM.")
    return found


def main(arguments: list[str]) -> int:
    os.chdir(ROOT)
    environment = os.environ | {"CHROMIUM": chromium()}
    clean = {name: value for name, value in environment.items() if name not in {"DATABASE_URL", "VALKEY_URL"}}
    servers = [sys.executable, "bin/with_servers.py"]
    # The browser's driver keeps a loop of its own, so its tests have a process of their own.
    # The servers end with their run: dropping a database first would only trip over a thread that still holds it.
    runs = {
        "On SQLite": ([*PYTEST, *SIDE_BY_SIDE, "-m", "not browser"], clean),
        "In a browser, on SQLite": ([*PYTEST, *SIDE_BY_SIDE, "-m", "browser"], clean),
        "On PostgreSQL and Valkey": (
            [*servers, *PYTEST, *SIDE_BY_SIDE, "--reuse-db", "-m", "not browser and not once"],
            environment,
        ),
    }
    complaints = [run(name, [*command, *arguments], variables) for name, (command, variables) in runs.items()]
    failed = [(name, words) for name, words in zip(runs, complaints, strict=True) if words]
    # Pytest's own summary ends the output, and where an earlier run failed, it is that one's.
    for name, words in failed:
        print(f"\nFailed: {name}\n{words}", end="", flush=True)
    return 1 if failed else 0


def run(name: str, command: list[str], variables: dict[str, str]) -> str:
    """Passes on what pytest says as it says it; answers its last words where it failed."""
    print(f"{name} ...", flush=True)
    said = bytearray()
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE) as pytest:
        assert pytest.stdout
        while select.select([pytest.stdout], [], [], SILENCE)[0]:
            if not (part := os.read(pytest.stdout.fileno(), 4096)):
                break
            sys.stdout.buffer.write(part)
            sys.stdout.buffer.flush()
            said += part
        else:
            print(f"\nNothing was heard for {SILENCE} seconds.", flush=True)
            pytest.terminate()
    if pytest.returncode in {0, NOTHING_CHOSEN}:
        return ""
    text = said.decode(errors="replace")
    _before, mark, summary = text.rpartition("short test summary info")
    return mark + summary if mark else "\n".join(text.splitlines()[-20:]) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
