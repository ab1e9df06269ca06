"""Files that people and attackers send where a photo is asked for."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.proposals.making import photo


def upload(content: bytes, name: str, kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


def huge_png() -> bytes:
    """30,000 x 30,000 pixels in a few hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
UNREADABLE = "cannot read this file as a picture"

# A file, and a part of the sentence that refuses it.
UNFIT = [
    pytest.param(upload(SVG, "a.svg"), "a drawing in SVG", id="svg"),
    pytest.param(upload(b"<?xml version='1.0'?><svg/>", "photo.jpg"), "a drawing in SVG", id="svg-as-jpg"),
    pytest.param(upload(HEIC, "IMG_1.heic", "image/heic"), "This is a HEIC photo", id="heic"),
    pytest.param(upload(b"<html><script>alert(1)</script></html>", "photo.jpg"), UNREADABLE, id="html"),
    pytest.param(upload(b"GIF89a\x01\x00\x01\x00", "photo.gif", "image/gif"), UNREADABLE, id="gif"),
    pytest.param(upload(photo().read()[:400], "half.jpg"), UNREADABLE, id="half"),
    pytest.param(upload(huge_png(), "bomb.png", "image/png"), "more than 50 million pixels", id="bomb"),
    pytest.param(upload(photo().read() + b"\0" * 30_000_000, "heavy.jpg"), "heavier than 10 MB", id="heavy"),
    pytest.param(upload(b"", "empty.jpg"), "The submitted file is empty.", id="empty"),
    pytest.param(upload(photo().read(), "a" * 300 + ".jpg"), "at most 200 characters", id="name"),
]
