"""A description as people type it: paragraphs, simple lists, bold words, addresses. Nothing else becomes markup."""

import html
import re
from itertools import groupby

import nh3

BULLET = re.compile(r"^\s*[-*•–]\s+")
NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+")
BOLD = re.compile(r"\*\*([^*\n]{1,200})\*\*")
ADDRESS = re.compile(r"https?://[^\s<>\"']{3,400}[^\s<>\"'.,;:!?)]")
ALLOWED = {"p", "br", "ul", "ol", "li", "strong", "a"}


def rich(text: str) -> str:
    """Safe HTML of a typed description: what we built is cleaned again by an allow-list."""
    pieces = "\n".join(block(lines) for lines in paragraphs(text))
    return nh3.clean(pieces, tags=ALLOWED, attributes={"a": {"href"}}, url_schemes={"http", "https"})


def paragraphs(text: str) -> list[list[str]]:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    return [list(group) for filled, group in groupby(lines, key=bool) if filled]


def block(lines: list[str]) -> str:
    """One paragraph, in which runs of list lines become lists."""
    parts = []
    for kind, group in groupby(lines, key=kind_of):
        if kind:
            items = "".join(f"<li>{inline(NUMBER.sub('', BULLET.sub('', line)))}</li>" for line in group)
            parts.append(f"<{kind}>{items}</{kind}>")
        else:
            parts.append("<p>" + "<br>".join(inline(line) for line in group) + "</p>")
    return "".join(parts)


def kind_of(line: str) -> str:
    if BULLET.match(line):
        return "ul"
    return "ol" if NUMBER.match(line) else ""


def inline(line: str) -> str:
    safe = html.escape(line.strip(), quote=False)
    return BOLD.sub(r"<strong>\1</strong>", ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', safe))


def typed(markup: str) -> str:
    """The other way: what one would have typed for a text that comes as HTML."""
    marked = re.sub(r">\s+<", "><", markup)
    for pattern, words in ((r"<li>\s*", "\n- "), (r"</?(strong|b)>", "**"), (r"</(p|ul|ol)>", "\n\n")):
        marked = re.sub(pattern, words, marked)
    text = html.unescape(nh3.clean(marked, tags=set()))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
