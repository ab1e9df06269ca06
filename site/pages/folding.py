"""Words as a keyboard without Polish, Slovak, Czech or Hungarian letters types them."""

import html
import re
import unicodedata
from typing import Any

# Letters that are not a base letter plus a mark.
LETTERS = str.maketrans({"ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss", "’": "'", "ʼ": "'"})
TAG = re.compile(r"<[^>]{0,2000}>")
SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """`Łódź` becomes `lodz`; й and ї lose their marks likewise, on both sides of a search."""
    bare = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()


def plain(value: Any) -> str:
    """The words of rich text or of a story's blocks."""
    if hasattr(value, "stream_block"):
        return " ".join(str(piece) for piece in value.stream_block.get_searchable_content(value))
    return SPACE.sub(" ", html.unescape(TAG.sub(" ", str(value or "")))).strip()
