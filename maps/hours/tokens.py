"""Opening hours cut into tokens, and the place reached among them. One pass; no pattern here can backtrack far."""

import re
from dataclasses import dataclass

from .tree import MONTHS, WEEKDAYS, HoursError

LIMIT = 255  # characters, as OpenStreetMap's values have
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("“”„", '"'))
TOKEN = re.compile(
    r'(?P<comment>"[^"]*")|(?P<clock>[0-9]{1,2}[:.][0-9]{2}(?![0-9]))|(?P<number>[0-9]+)|(?P<word>[^\W\d_]+)'
    r"|(?P<sign>\|\||[;,\-+/()\[\]:])"
)
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
               "november", "december")  # fmt: skip


def _canonical() -> dict[str, tuple[str, str]]:
    """Each accepted spelling in small letters: what it is and its usual spelling."""
    words = {name: ("sun", name) for name in ("dawn", "sunrise", "sunset", "dusk")}
    words |= dict.fromkeys(("off", "closed"), ("state", "closed"))
    words |= {name: ("state", name) for name in ("open", "unknown")}
    words |= {name: (name, name) for name in ("week", "easter", "day", "ph", "sh")}
    words |= {"weeks": ("week", "week"), "days": ("day", "day"), "am": ("ampm", "am"), "pm": ("ampm", "pm")}
    for kind, usual, names in (("weekday", WEEKDAYS, WEEKDAY_NAMES), ("month", MONTHS, MONTH_NAMES)):
        for short, name in zip(usual, names, strict=True):
            words |= dict.fromkeys((short.lower(), name[:3], name), (kind, short))
    return words


WORDS = _canonical()


@dataclass(frozen=True, slots=True)
class Token:
    """kind: comment, clock, number, sign (text is the sign itself), end, or a kind of word; text: usual spelling."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    """Raises HoursError for a word or a sign that opening hours do not have, and for too long a text."""
    if len(text) > LIMIT:
        raise HoursError("long", LIMIT, str(len(text)))
    plain, found, at = text.translate(DASHES), [], 0
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        match = TOKEN.match(plain, at)
        if match is None:
            raise HoursError("quote" if plain[at] == '"' else "sign", at, text[at])
        kind, raw = str(match.lastgroup), match.group()
        if kind == "word":
            if raw.lower() not in WORDS:
                raise HoursError("word", at, text[at : match.end()])
            kind, raw = WORDS[raw.lower()]
        found.append(Token(kind, raw.strip('"') if kind == "comment" else raw, at))
        at = match.end()
    return [*found, Token("end", "", len(plain))]


class Cursor:
    """Where the reading stands among the tokens."""

    def __init__(self, text: str) -> None:
        self._tokens, self._at = tokens(text), 0

    def peek(self, ahead: int = 0) -> Token:
        return self._tokens[min(self._at + ahead, len(self._tokens) - 1)]

    @property
    def left(self) -> int:
        return len(self._tokens) - self._at

    def next(self) -> Token:
        token = self.peek()
        self._at += 1
        return token

    def sees(self, *kinds: str) -> bool:
        """Whether the next tokens are of these kinds, a sign being named by itself."""
        found = (self.peek(ahead) for ahead in range(len(kinds)))
        return all(
            (token.text if token.kind == "sign" else token.kind) == kind
            for token, kind in zip(found, kinds, strict=True)
        )

    def take(self, *kinds: str) -> bool:
        """Steps over these tokens if they come next."""
        seen = self.sees(*kinds)
        self._at += len(kinds) * seen
        return seen

    def fail(self, code: str) -> HoursError:
        token = self.peek()
        return HoursError("end" if token.kind == "end" else code, token.position, token.text)

    def number(self, low: int, high: int, code: str) -> int:
        token = self.peek()
        if token.kind != "number" or not low <= int(token.text[:6]) <= high:
            raise self.fail(code)
        return int(self.next().text)
