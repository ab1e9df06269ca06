"""What a search finds, and how words are compared: without accents, without case."""

import unicodedata
from dataclasses import dataclass

# Letters that Unicode does not decompose.
PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'"})


@dataclass(frozen=True)
class Hit:
    """One thing found. `kind` is a word for the reader ("initiative"), `lang` the language of title and summary."""

    title: str
    summary: str
    url: str
    kind: str
    lang: str


def folded(text: str) -> str:
    """`text` as it is compared: "Łodzi" and "lodzi" are the same word."""
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in small if not unicodedata.combining(letter)).translate(PLAIN)
