"""Files of every kind, sound and hostile, made on the spot."""

import io
import struct
import zipfile
import zlib

from django.core.files.base import ContentFile
from PIL import Image

DOCX = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
XLSX = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
ODT = {
    "mimetype": b"application/vnd.oasis.opendocument.text",
    "content.xml": b"<office:document-content/>",
}
ODS = {**ODT, "mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def upload(name, content):
    return ContentFile(content, name=name)


def image(code="JPEG", size=(64, 48), mode="RGB", color="red", **options):
    out = io.BytesIO()
    Image.new(mode, size, color).save(out, format=code, **options)
    return out.getvalue()


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return out.getvalue()


def png_chunk(kind, body):
    whole = kind + body
    return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))


def huge_png(width, height):
    """Make a few bytes that say they are millions of points."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(width // 8 + 1) * 64)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*part) for part in parts)


def png_with_text_bomb(size=10_000_000):
    """Make a PNG whose comment unpacks to a great many bytes."""
    comment = b"Comment\x00\x00" + zlib.compress(bytes(size))
    sound = image("PNG")
    return sound[:33] + png_chunk(b"zTXt", comment) + sound[33:]
