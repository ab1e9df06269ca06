"""Nobody looks at a page of the past that the demonstration invents: nothing is drawn for it, nobody is woken."""

from community.live.actions import nobody_looks
from community.operations.demo import DemoContent


def begin(content: DemoContent) -> None:
    nobody_looks.set(True)


def end(content: DemoContent) -> None:
    nobody_looks.set(False)
