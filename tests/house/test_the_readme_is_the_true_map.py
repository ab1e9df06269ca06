"""Whoever reads the README finds every room, setting and command that exists, and none that does not."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from config import environment

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text()
OWN = ("community", "initiatives", "maps", "pages", "mentoring", "reintegration", "strategy")


def own_apps() -> list[str]:
    return [app for app in settings.INSTALLED_APPS if app.split(".")[0] in OWN and not app.endswith("Config")]


@pytest.mark.parametrize("app", own_apps())
def test_every_room_is_on_the_map(app: str) -> None:
    folder = app.replace(".", "/") if app != "pages" else "site/pages"
    assert f"| `{folder}` |" in README


def test_no_room_on_the_map_is_missing_from_the_house() -> None:
    named = re.findall(
        r"^\| `((?:site|community|initiatives|maps|mentoring|reintegration|strategy)[\w/]*)` \|", README, re.M
    )
    assert [name for name in named if not (ROOT / name).is_dir()] == []


def test_every_setting_is_explained_and_every_explained_setting_exists() -> None:
    read = environment.KNOWN - {name for name in environment.KNOWN if name.endswith("_FILE")}
    explained = set(
        re.findall(
            r"`((?:LOCER_[A-Z_]+|DATABASE_URL|VALKEY_URL))`(?=[ ,|])",
            README.split("## Settings")[1].split("## Commands")[0],
        )
    )
    assert explained - {"LOCER_VAR"} == read - {"LOCER_VAR"}


def test_every_command_is_listed() -> None:
    commands = {path.stem for path in ROOT.glob("**/management/commands/*.py") if ".venv" not in path.parts} - {
        "__init__"
    }
    listed = set(re.findall(r"^\| `(\w+)` \|", README.split("## Commands")[1], re.M))
    assert listed == commands


def test_every_make_target_is_named() -> None:
    targets = set(re.findall(r"^([a-z]+): .*## ", (ROOT / "Makefile").read_text(), re.M))
    assert [target for target in targets if f"`{target}`" not in README and f"make {target}" not in README] == []


def test_no_host_of_a_package_registry_and_no_path_of_a_machine_is_in_the_locks() -> None:
    for lock in (ROOT / "requirements").iterdir():
        assert not re.search(r"https?://|--index|file:", lock.read_text()), lock.name
