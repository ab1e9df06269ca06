"""What attackers type, and what of a page would run in a browser."""

from html.parser import HTMLParser

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ settings.SECRET_KEY }}",
    '**<b onclick=alert(1)>x</b>** https://evil.example/"onmouseover=alert(1)',
    "\u202egnp.exe",
)


class LiveParts(HTMLParser):
    """Collects what would run in a browser."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "script" and "src" not in facts:
            self.found.append(tag)
        self.found += [name for name in facts if name.startswith("on") or name == "style"]
        links = [facts.get(name) or "" for name in ("href", "src", "action", "formaction")]
        self.found += [link for link in links if link.strip().lower().startswith("javascript:")]


def live_parts(page: str) -> list[str]:
    parser = LiveParts()
    parser.feed(page)
    return parser.found
