from pathlib import Path

import pytest
from django.template.loader import get_template

FOLDER = Path(__file__).resolve().parent.parent.parent / "templates"
NAMES = sorted(
    path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt", ".xml"}
)


@pytest.mark.parametrize("name", NAMES)
def test_it_compiles(name: str) -> None:
    get_template(name)
