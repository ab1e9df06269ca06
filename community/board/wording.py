"""A post's words: a small part of Markdown made safe, and names that are called."""

import html
import re
import threading
from collections.abc import Iterable

import nh3
from markdown_it import MarkdownIt

from community.interface.search import folded
from community.members.models import User

RULES = ["blockquote", "list", "emphasis", "link", "autolink", "linkify", "newline", "escape", "entity"]
ALLOWED = {"p", "br", "em", "strong", "b", "ul", "ol", "li", "blockquote", "a"}
QUOTED = 12  # lines that an answer may take over


class Parsers(threading.local):
    """One a thread: it takes long to build, and keeps what it looks for in itself."""

    def __init__(self) -> None:
        self.own = MarkdownIt("zero", {"linkify": True, "breaks": True, "html": False}).enable(RULES)


parsers = Parsers()


def marked_up(text: str, called: Iterable[User] = ()) -> str:
    """Safe HTML of `text`; the names of `called` stand out. Pictures, headings and markup of one's own do not exist."""
    made = nh3.clean(
        parsers.own.render(text),
        tags=ALLOWED,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
    )
    for member in called:
        name = html.escape(str(member), quote=False)
        made = calling(name).sub(f"<b>@{name}</b>".replace("\\", r"\\"), made)
    return made


def calling(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@/.:\"=])@{re.escape(name)}(?!\w)", re.IGNORECASE)


def called_in(text: str, members: Iterable[User]) -> list[User]:
    """Those of `members` whose name stands behind an @ in `text`, the longest name first."""
    words = folded(text)
    known = sorted(members, key=lambda member: -len(str(member)))
    return [member for member in known if calling(folded(str(member))).search(words)]


def quoted(text: str) -> str:
    """`text` as the beginning of an answer to it, without what it quotes itself."""
    lines = [line for line in text.strip().splitlines() if not line.startswith(">")]
    return "".join(f"> {line}\n" for line in lines[:QUOTED]) + "\n"


def plain(text: str, most: int = 200) -> str:
    """The beginning of `text` without markup, for a list or a mail."""
    bare = " ".join(html.unescape(nh3.clean(parsers.own.render(text), tags=set())).split())
    return bare if len(bare) <= most else bare[: most - 1].rsplit(" ", 1)[0] + "…"
