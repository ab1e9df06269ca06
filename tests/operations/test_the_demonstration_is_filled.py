"""The demonstration is filled in two strokes; what was interrupted between them is taken up again."""

from pathlib import Path
from typing import Any

import pytest

from community.live.actions import nobody_looks
from community.members.models import User
from community.operations import seeding
from community.operations.demo import DemoContent

pytestmark = pytest.mark.django_db
HERE = "tests.operations.test_the_demonstration_is_filled"
done: list[str] = []


def arrive(content: DemoContent) -> None:
    User.objects.create_user(handle="first", display_name="First")
    done.append("people")


def contribute(content: DemoContent) -> None:
    assert nobody_looks.get()
    done.append("votes")


def fail(content: DemoContent) -> None:
    raise KeyboardInterrupt


@pytest.fixture(autouse=True)
def rooms(settings: Any, tmp_path: Path) -> None:
    done.clear()
    settings.VAR = tmp_path
    settings.DEMO_FIRST = [f"{HERE}.arrive"]
    settings.DEMO_THEN = ["community.live.demo.begin", f"{HERE}.contribute", "community.live.demo.end"]


def test_an_empty_house_is_filled_once() -> None:
    said: list[str] = []
    assert seeding.is_wanted()
    content = seeding.begin(say=said.append)
    assert done == ["people"]
    seeding.finish(content, say=said.append)
    assert done == ["people", "votes"]
    assert not seeding.is_wanted()
    assert not nobody_looks.get()
    assert [line.partition(":")[0] for line in said] == ["  operations"]


def test_a_house_with_people_of_its_own_is_left_alone(member: User) -> None:
    assert not seeding.is_wanted()


def test_a_filling_that_was_interrupted_is_taken_up_again(settings: Any) -> None:
    settings.DEMO_THEN = [f"{HERE}.fail"]
    content = seeding.begin(say=done.append)
    with pytest.raises(KeyboardInterrupt):
        seeding.finish(content, say=done.append)
    assert seeding.is_wanted()
