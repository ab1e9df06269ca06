"""A zip from strangers, read with limits: nothing of it is written anywhere, and a file's folder is not looked at."""

import io
import zipfile
import zlib

from .records import FileError

MOST_FILES = 64
MOST_BYTES = 200_000_000  # of all files, unpacked
MOST_RATIO, RATIO_FROM = 200, 1_000_000  # unpacked : packed, told of files larger than that
PIECE = 1 << 16
DAY_ONE = (1980, 1, 1, 0, 0, 0)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Files by their bare names. Raises FileError: broken, encrypted, too many, too large, packed too tightly."""
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            infos = [info for info in packed.infolist() if not info.is_dir()]
            if len(infos) > MOST_FILES:
                raise FileError("zip_files", str(MOST_FILES))
            for info in infos:
                name = info.filename.replace("\\", "/").rpartition("/")[2].lower()
                if name in found:
                    raise FileError("zip_twice", name[:60])
                found[name] = piecewise(packed, info, left)
                left -= len(found[name])
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError) as error:
        if isinstance(error, FileError):
            raise
        raise FileError("zip") from error
    return found


def piecewise(packed: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Counted while it is read: what the zip says of its sizes may be a lie."""
    out = bytearray()
    with packed.open(info) as file:
        while piece := file.read(PIECE):
            out += piece
            if len(out) > most or (len(out) > RATIO_FROM and len(out) > MOST_RATIO * max(1, info.compress_size)):
                raise FileError("zip_bomb")
    return bytes(out)


def packed(files: dict[str, bytes]) -> bytes:
    """The same files always give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zip:
        for name, content in files.items():
            zip.writestr(zipfile.ZipInfo(name, DAY_ONE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
