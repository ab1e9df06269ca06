"""Paper: tagged PDF, set by typst with the fonts that it carries, and squares for a phone's camera."""

import datetime as dt
import json
import unicodedata
from pathlib import Path
from typing import Any

import segno
import typst

# What the fonts surely have: Latin with its marks, Greek and Cyrillic letters, punctuation, money.
LETTERS = (
    ((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2B9, 0x2BC), (0x1E00, 0x1E99))
    + ((0x391, 0x3A1), (0x3A3, 0x3C9), (0x400, 0x45F), (0x490, 0x493))
    + ((0x2010, 0x2027), (0x2030, 0x203A), (0x20AA, 0x20AC), (0x2116, 0x2116))
)
MISSING = "□"
# Signs that turn round what follows them, which would turn round our own words too.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def typeset(template: Path, data: dict[str, Any], *, at: dt.datetime | None) -> bytes:
    """`template` filled with `data`, which travels as JSON and never as markup; the file says that it was made `at`.

    The standard refuses a sign that no font has (an emoji, Chinese): on paper MISSING stands in its place.
    """
    try:
        return compiled(template, data, at)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return compiled(template, printable(data), at)


def compiled(template: Path, data: dict[str, Any], at: dt.datetime | None) -> bytes:
    return typst.compile(
        str(template),
        format="pdf",
        sys_inputs={"data": json.dumps(data, default=str, ensure_ascii=False).translate(TURNING)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=at.replace(microsecond=0) if at else None,
    )


def printable(value: Any) -> Any:
    """`value` as JSON has it, with only such signs in its texts as the fonts have."""
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    if isinstance(value, str):
        return "".join(sign if has_shape(sign) else MISSING for sign in unicodedata.normalize("NFC", value))
    return value


def has_shape(sign: str) -> bool:
    return sign == "\n" or any(first <= ord(sign) <= last for first, last in LETTERS)


def square(content: str) -> str:
    """A QR code as SVG."""
    return segno.make(content, error="m", boost_error=False, micro=False).svg_inline(scale=1, border=0, omitsize=True)
