"""Pictures from the media folder: whole or in part, with the right type, and nothing that a browser could run."""

from posixpath import normpath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_document

from community.interface.models import GUARDED
from community.interface.parts import parts_response
from community.members.models import CRESTS
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
# A rendition's name holds a digest of the picture, a crest's is used once: what they show never changes.
LASTING = (pictures.FOLDER, f"{CRESTS}/")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    kind = TYPES.get(path.rpartition(".")[2].lower())
    if kind is None or not stands(path):
        raise Http404("No such picture")
    size, changed = default_storage.size(path), default_storage.get_modified_time(path).timestamp()
    response = parts_response(request, lambda: default_storage.open(path), size=size, kind=kind, changed=changed)
    response["Content-Security-Policy"] = SANDBOX
    patch_cache_control(response, public=True, max_age=A_YEAR if path.startswith(LASTING) else 3600)
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


def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Wagtail asks who may read it; whatever is inside, the browser saves it and runs none of it."""
    response = serve_document(request, document_id, document_filename)
    if "Content-Disposition" in response:
        response["Content-Security-Policy"] = SANDBOX
    return response
