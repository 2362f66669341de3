"""Images: decoded and written again, upright, without metadata, of a bounded size."""

import io
import struct
import warnings
import zlib

import filetype
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from pacte.uploads.files import CleanFile, Readable, bounded_content, clean_name, refusal

MAX_PIXELS = 50_000_000
LARGEST_SIDE = 2_560
FORMATS: dict[str, tuple[str, str, dict[str, object]]] = {
    "image/jpeg": ("JPEG", "jpg", {"quality": 85, "progressive": True}),
    "image/png": ("PNG", "png", {"optimize": True}),
    "image/webp": ("WEBP", "webp", {"quality": 85}),
}
FAULTS = (
    *(OSError, SyntaxError, ValueError, TypeError, ArithmeticError, LookupError, MemoryError),
    *(struct.error, zlib.error, UnidentifiedImageError, EOFError, NotImplementedError),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning),
)
"""What a broken or hostile image makes of a decoder."""


def clean_image(file: Readable) -> CleanFile:
    """Return an image of which nothing but pixels remains, or refuse it."""
    name, content = file.name, bounded_content(file)
    kind = filetype.guess_mime(content)
    if kind not in FORMATS:
        raise refusal(
            _("Cette image n’est pas lisible : choisissez une photo JPEG, PNG ou WebP."), "type"
        )
    return image_of(name, content, kind)


def image_of(name: str | None, content: bytes, kind: str) -> CleanFile:
    """Decode an image and write it again."""
    code, extension, options = FORMATS[kind]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            written = _written(content, code, options)
    except FAULTS as error:
        raise refusal(
            _("Cette image est abîmée : ouvrez-la, enregistrez-la de nouveau, puis réessayez."),
            "broken",
        ) from error
    return CleanFile(clean_name(name, extension), kind, written)


def _written(content: bytes, code: str, options: dict[str, object]) -> bytes:
    with Image.open(io.BytesIO(content), formats=[code]) as image:
        if image.width * image.height > MAX_PIXELS:
            message = _("Cette image est trop grande : %(most)s millions de points au plus.")
            raise refusal(message % {"most": MAX_PIXELS // 1_000_000}, "pixels")
        image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))  # a JPEG is decoded smaller
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
        bare = upright.convert(_mode(upright, code))
        bare.info.clear()
        out = io.BytesIO()
        bare.save(out, format=code, **options)
    return out.getvalue()


def _mode(image: Image.Image, code: str) -> str:
    """Keep transparency where the format has it, and nothing but the usual colours."""
    has_alpha = code != "JPEG" and (
        image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    )
    return "RGBA" if has_alpha else "RGB"
