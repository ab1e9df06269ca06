"""Paper: tagged PDF, set by typst with the fonts that it carries, and squares for a phone's camera."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import segno
import typst


def typeset(template: Path, data: dict[str, Any], *, at: dt.datetime | None) -> bytes:
    """`template` filled with `data`, which travels as JSON and never as markup; the file says that it was made `at`."""
    return typst.compile(
        str(template),
        format="pdf",
        sys_inputs={"data": json.dumps(data, default=str)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=at.replace(microsecond=0) if at else None,
    )


def square(content: str) -> str:
    """A QR code as SVG."""
    return segno.make(content, error="m", boost_error=False, micro=False).svg_inline(scale=1, border=0, omitsize=True)
