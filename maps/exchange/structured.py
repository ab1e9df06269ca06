"""JSON from strangers, read with limits."""

import json
import re
from typing import Any

from .records import FileError

MOST_BYTES = 40_000_000
DEEPEST = 40
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def loads(content: bytes) -> Any:
    """Raises FileError: too large, too deep, not JSON (NaN and Infinity are not either)."""
    if len(content) > MOST_BYTES:
        raise FileError("size", str(MOST_BYTES // 1_000_000))
    depth = 0
    for token in TOKEN.finditer(content):
        sign = token[0]
        depth += 1 if sign in b"[{" else -1 if sign in b"]}" else 0
        if depth > DEEPEST:
            raise FileError("deep", str(DEEPEST))
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        where = f"{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise FileError("json", where) from error


def refuse(constant: str) -> None:
    raise ValueError(constant)


def dumps(thing: Any) -> bytes:
    return (json.dumps(thing, ensure_ascii=False, indent=1) + "\n").encode()


def text_of(value: Any) -> str:
    """A scalar as a cell; what is nested says nothing there."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else repr(value) if isinstance(value, (int, float)) else ""
