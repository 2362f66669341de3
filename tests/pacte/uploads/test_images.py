"""Images: written again, upright, bare; hostile ones refused in bounded time."""

import io

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pacte.uploads import MAX_BYTES, clean_image, images
from tests.pacte.uploads.samples import PDF, SVG, huge_png, image, png_with_text_bomb, upload

CANARY = b"canari-45.19N-5.72E"


def opened(clean):
    return Image.open(io.BytesIO(clean.content))


def with_exif(code, orientation=6):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = CANARY.decode()
    return image(code, size=(60, 20), exif=exif)


@pytest.mark.parametrize(("code", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_an_image_is_upright_and_keeps_no_metadata(code, extension):
    original = with_exif(code)
    assert CANARY in original
    clean = clean_image(upload("photo.de.vacances.EXE", original))
    assert clean.name == f"photo-de-vacances.{extension}"
    assert clean.content_type == Image.MIME[code]
    assert clean.size == len(clean.content)
    assert CANARY not in clean.content
    assert opened(clean).size == (20, 60)
    assert not opened(clean).getexif()


def test_what_is_joined_to_an_image_is_lost():
    clean = clean_image(upload("a.jpg", image() + b"<script>alert(1)</script>" + PDF))
    assert b"script" not in clean.content
    assert b"%PDF" not in clean.content


def test_comments_and_profiles_are_lost():
    original = image("JPEG", comment=CANARY, icc_profile=CANARY)
    assert CANARY not in clean_image(upload("a.jpg", original)).content


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16"])
def test_every_way_of_colour_is_taken(mode):
    content = image("PNG", mode=mode, color=0 if mode in {"P", "L", "1", "I;16"} else None)
    assert clean_image(upload("a.png", content)).content_type == "image/png"


def test_transparency_stays_where_there_was_some():
    clear = clean_image(upload("a.png", image("PNG", mode="RGBA", color=(1, 2, 3, 0))))
    assert opened(clear).getpixel((0, 0))[3] == 0
    assert opened(clean_image(upload("a.png", image("PNG")))).mode == "RGB"
    assert clean_image(upload("a.jpg", image("JPEG", mode="CMYK", color=(1, 2, 3, 4)))).size


def test_a_large_photo_is_made_smaller():
    clean = clean_image(upload("a.jpg", image(size=(5_000, 3_000))))
    assert opened(clean).size == (images.LARGEST_SIDE, images.LARGEST_SIDE * 3 // 5)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (SVG, "type"),
        (b"GIF89a" + bytes(50), "type"),
        (b"<html><body>", "type"),
        (PDF, "type"),
        (b"BM" + bytes(100), "type"),
        (image()[:200], "broken"),
        (b"\xff\xd8\xff" + bytes(300), "broken"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(64), "broken"),
        (b"\xff\xd8\xff<script>alert(1)</script>", "broken"),
        (b"x" * (MAX_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_sound_image_is_refused(content, code):
    with pytest.raises(ValidationError) as refused:
        clean_image(upload("photo.jpg", content))
    assert refused.value.code == code


@pytest.mark.parametrize("side", [10_000, 40_000])
def test_a_bomb_of_pixels_is_refused_before_it_is_decoded(side):
    with pytest.raises(ValidationError) as refused:
        clean_image(upload("bombe.png", huge_png(side, side)))
    assert refused.value.code in {"pixels", "broken", "too_large"}


def test_a_bomb_in_a_comment_is_refused():
    with pytest.raises(ValidationError):
        clean_image(upload("bombe.png", png_with_text_bomb()))


@settings(max_examples=40)
@given(st.binary(max_size=400), st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 300))
def test_garbage_is_refused_or_cleaned_and_never_breaks(noise, code, place):
    sound = image(code)
    content = sound[:place] + noise + sound[place:]
    try:
        clean = clean_image(upload("a.jpg", content))
    except ValidationError as refused:
        assert refused.code in {"type", "broken", "pixels"}  # noqa: PT017
    else:
        assert opened(clean).size
