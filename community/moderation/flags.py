"""Words and links at which a moderator wants to look, however they are disguised. Pure: no Django, no database.

A human decides about each; so it is better to find one too many than to miss one.
"""

import re
import unicodedata

# Cyrillic and Greek letters that look like Latin ones, letters that no decomposition turns into a plain one, and digits
# that stand for letters. `i` and `l` are one, for `1` stands for both.
LOOKALIKES: dict[int, int | str] = str.maketrans(  # type: ignore[assignment]
    "авеєікмнорстухѕјһԁԛԝ" + "αβεηικνορτυχ" + "łđøıħ" + "0134579" + "i",
    "abeelkmhopctyxsjhdqw" + "abehlkvoptux" + "ldolh" + "oleastg" + "l",
)
LOOKALIKES |= {ord("æ"): "ae", ord("œ"): "oe"}
# Letters and marks that leave an empty place.
UNSEEN = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"}
LETTER = r"[^\W_]"
# "dot" in the languages of the network, as it is spelt out to slip past a filter.
DOT = r"(?:dot|kropka|tecka|bodka|pont|крапка|точка)"
ENDINGS = (
    "com net org info biz eu pl sk cz hu ua de at uk io ru online shop site xyz top app dev link click club live store "
    "website space blog news tv cc"
)


def plain(text: str) -> str:
    """Small letters without accents, and without what cannot be seen."""
    whole = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(
        " " if unicodedata.category(sign) == "Cc" else sign
        for sign in whole
        if unicodedata.category(sign) not in {"Mn", "Me", "Cf"} and sign not in UNSEEN
    )


def skeleton(text: str) -> str:
    """What `text` looks like: two texts that a reader takes for the same have the same skeleton."""
    return plain(text).translate(LOOKALIKES)


def flags_in(text: str, words: list[str]) -> list[str]:
    """Those of `words` that stand in `text` as whole words, in their order. `dur*` stands for any ending."""
    seen = skeleton(text)
    return [word for word in words if (pattern := pattern_of(word)) and pattern.search(seen)]


def pattern_of(word: str) -> re.Pattern[str] | None:
    """None where nothing of a word is left that could be looked for."""
    stem, is_open = word.strip().removesuffix("*"), word.strip().endswith("*")
    parts = [re.escape(part) for part in skeleton(stem).split()]
    if not any(re.search(LETTER, part) for part in parts):
        return None
    end = "" if is_open else rf"(?!{LETTER})"
    return re.compile(rf"(?<!{LETTER}){r'\s+'.join(parts)}{end}")


HOST = rf"(?:{LETTER}|-){{1,63}}"
TAIL = "(?:" + "|".join(sorted(map(skeleton, ENDINGS.split()), key=len, reverse=True)) + rf")(?!{LETTER}|-)"
SPELT = skeleton(DOT)
LINKS = (
    re.compile(r"\bh(?:tt|xx)ps?\s{0,2}:\s{0,2}/"),  # a scheme, also spelt hxxp
    re.compile(rf"(?<!{LETTER})www\s{{0,2}}\.\s{{0,2}}{LETTER}"),
    re.compile(r"\]\(\s{0,3}(?:/|[a-z])"),  # Markdown's own
    re.compile(rf"{HOST}\.{TAIL}"),
    re.compile(rf"{HOST}\s{{1,3}}\.\s{{0,3}}{TAIL}"),
    re.compile(rf"{HOST}\s{{0,3}}[(\[{{]\s{{0,3}}(?:\.|{SPELT})\s{{0,3}}[)\]}}]\s{{0,3}}{TAIL}"),
    re.compile(rf"{HOST}\s{{1,3}}{SPELT}\s{{1,3}}{TAIL}"),
    re.compile(r"(?<!\w)(?:t\.me|youtu\.be|bit\.ly|goo\.gl)/"),
)
# Dots of other scripts and shapes.
DOTS = str.maketrans("。․·•∙", ".....")


def has_link(text: str) -> bool:
    """Whether an address stands in `text`: whole, bare ("example.com") or spelt out ("example dot com")."""
    bare = plain(text).translate(DOTS)
    seen = bare.translate(LOOKALIKES)
    return any(pattern.search(shape) for shape in (bare, seen) for pattern in LINKS)
