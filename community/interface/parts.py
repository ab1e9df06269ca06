"""Files handed out whole or in part (RFC 9110, "Range Requests"): one stretch of bytes at a time.

Whoever calls has asked whether the reader may have the file. An answer is never compressed on the way: a browser that
asks for bytes 0 to 99 means those of the file.
"""

import re
from collections.abc import Callable, Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import http_date, parse_etags, parse_http_date_safe

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
CHUNK = 64 * 1024
Opened = Callable[[], IO[bytes]]


def parts_response(
    request: HttpRequest, opened: Opened, *, size: int, kind: str, etag: str = "", changed: float = 0
) -> HttpResponseBase:
    """304, 206, 416 or all of it. `etag` without quotes, a new one for every change; `changed` in seconds since 1970.

    Where several stretches are asked for at once, the whole file is the answer, as the standard allows.
    """
    tag = f'"{etag}"' if etag else ""
    response = answer(request, opened, size, tag, changed)
    if response.status_code != 416:
        response["Content-Type"] = kind
        if tag:
            response["ETag"] = tag
        if changed:
            response["Last-Modified"] = http_date(changed)
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Encoding"] = "identity"  # nor does the middleware that compresses pages touch it
    return response


def answer(request: HttpRequest, opened: Opened, size: int, tag: str, changed: float) -> HttpResponseBase:
    if is_known(request, tag, changed):
        return HttpResponseNotModified()
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": size})
    wanted = stretch(request.headers.get("Range", ""), size) if still_same(request, tag, changed) else None
    if wanted is None:
        return StreamingHttpResponse(Pieces(opened(), 0, size), headers={"Content-Length": size})
    start, end = wanted
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {"Content-Length": end - start + 1, "Content-Range": f"bytes {start}-{end}/{size}"}
    return StreamingHttpResponse(Pieces(opened(), start, end - start + 1), status=206, headers=headers)


def is_known(request: HttpRequest, tag: str, changed: float) -> bool:
    """Whether the reader has just this file already."""
    if known := request.headers.get("If-None-Match"):
        found = [each.removeprefix("W/") for each in parse_etags(known)]
        return bool(tag) and (tag in found or "*" in found)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since") or "")
    return bool(changed) and since is not None and since >= int(changed)


def still_same(request: HttpRequest, tag: str, changed: float) -> bool:
    """Whether the file is the one of which the reader has a part (If-Range); a weak tag never proves it."""
    if (before := request.headers.get("If-Range")) is None:
        return True
    if '"' in before:
        return bool(tag) and before.strip() == tag
    return bool(changed) and parse_http_date_safe(before) == int(changed)


def stretch(header: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte asked for, the first behind the last where there are none; None: all of it."""
    match = RANGE.fullmatch(header.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else (size, size - 1)
    if last and int(last) < int(first):
        return None  # no range at all
    return int(first), min(int(last), size - 1) if last else size - 1


class Pieces:
    """`left` bytes of the file from `start` on. The file is closed with the response, even one that nobody read."""

    def __init__(self, file: IO[bytes], start: int, left: int) -> None:
        self.file, self.left = file, left
        file.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = self.file.read(min(CHUNK, self.left)) if self.left > 0 else b""
        if not piece:
            self.close()
            raise StopIteration
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        self.left = 0
        self.file.close()
