"""The bare words of rich text."""

import html
import re
from typing import Any

TAG = re.compile(r"<[^>]{0,2000}>")
SPACE = re.compile(r"\s+")


def plain(value: Any) -> str:
    """The words of rich text or of a story's blocks."""
    if hasattr(value, "stream_block"):
        return " ".join(str(piece) for piece in value.stream_block.get_searchable_content(value))
    return SPACE.sub(" ", html.unescape(TAG.sub(" ", str(value or "")))).strip()
