"""Pictures from the media folder: whole or in part, with the right type, and nothing that a browser could run."""

import re
from posixpath import normpath
from typing import IO, Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_document

from community.interface.models import GUARDED
from pages import pictures

# Only pictures lie open: documents and what members send go through views of their own, which ask who may see them.
TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
SANDBOX = "default-src 'none'; sandbox"
A_YEAR = 365 * 24 * 3600
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
CHUNK = 64 * 1024


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    kind = TYPES.get(path.rpartition(".")[2].lower())
    if kind is None or not stands(path):
        raise Http404("No such picture")
    size, changed = default_storage.size(path), default_storage.get_modified_time(path).timestamp()
    since = parse_http_date_safe(request.headers.get("If-Modified-Since") or "")
    if since is not None and since >= int(changed):
        return HttpResponse(status=304)
    response = part_of(request, path, size) or FileResponse(default_storage.open(path))
    response["Content-Type"] = kind
    response["Accept-Ranges"] = "bytes"
    response["Last-Modified"] = http_date(changed)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    # A rendition's name holds a digest of the picture: what it shows never changes.
    patch_cache_control(response, public=True, max_age=A_YEAR if path.startswith(pictures.FOLDER) else 3600)
    return response


def stands(path: str) -> bool:
    """Whether the file is there and lies open; a rendition is made when it is first asked for."""
    if normpath(path).partition("/")[0] == GUARDED:
        return False
    try:
        if default_storage.exists(path):
            return True
    except SuspiciousFileOperation:
        return False
    wanted = pictures.Wanted.parse(path)
    return wanted is not None and pictures.make(wanted)


def part_of(request: HttpRequest, path: str, size: int) -> HttpResponseBase | None:
    """The answer to a request for one range of bytes; None when all of it is wanted."""
    match = RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = default_storage.open(path)
    file.seek(start)
    response = StreamingHttpResponse(pieces(file, end - start + 1), status=206)
    response["Content-Length"] = end - start + 1
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response


def pieces(file: IO[bytes], left: int) -> Any:
    with file:
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece


def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Wagtail asks who may read it; whatever is inside, the browser saves it and runs none of it."""
    response = serve_document(request, document_id, document_filename)
    if "Content-Disposition" in response:
        response["Content-Security-Policy"] = SANDBOX
    return response
