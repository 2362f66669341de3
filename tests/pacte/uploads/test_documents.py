"""Documents: known by what they hold; programs, bombs and disguises refused."""

import io
import struct
import time
import zipfile

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pacte.uploads import MAX_BYTES, MAX_FILES, archives, clean_attachment, clean_attachments
from pacte.uploads import clean_document as clean
from tests.pacte.uploads.samples import DOCX, ODS, ODT, PDF, SVG, XLSX, archive, image, upload

MACRO_TYPES = b'<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
REMOTE = (
    b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    b'/attachedTemplate" Target="http://ailleurs.example/x.dotm" TargetMode="External"/>'
)
LINK = (
    b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    b'/hyperlink" Target="http://ailleurs.example/" TargetMode="External"/>'
)


def refused(name, content):
    with pytest.raises(ValidationError) as found:
        clean(upload(name, content))
    return found.value.code


def workbook():
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (PDF, "pdf"),
        (archive(DOCX), "docx"),
        (archive(XLSX), "xlsx"),
        (workbook(), "xlsx"),
        (archive(ODT), "odt"),
        (archive(ODS), "ods"),
        (archive({**DOCX, "word/_rels/document.xml.rels": LINK}), "docx"),
        (archive({**XLSX, "xl/printerSettings/printerSettings1.bin": b"x"}), "xlsx"),
    ],
)
def test_a_document_is_known_by_what_it_holds(content, extension):
    found = clean(upload("Devis n° 3.pdf.exe", content))
    assert found.name == f"Devis n° 3-pdf.{extension}"
    assert found.content == content


@pytest.mark.parametrize("kind", ["csv", "txt"])
def test_a_text_is_given_in_utf_8(kind):
    assert clean(upload(f"a.{kind}", "é;è\n1;2".encode("cp1252"))).content == "é;è\n1;2".encode()
    assert clean(upload(f"a.{kind}", "\ufeffé".encode())).content == "é".encode()
    assert clean(upload(f"a.{kind}", b"a < b\n")).content_type.endswith("charset=utf-8")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.txt", b"x" * (MAX_BYTES + 1), "too_large"),
        ("a.svg", SVG, "type"),
        ("a.txt", SVG, "type"),
        ("a.csv", b"\n\n <!DOCTYPE html><html>", "type"),
        ("a.txt", b"\xef\xbb\xbf<script>alert(1)</script>", "type"),
        ("a.html", b"bonjour", "type"),
        ("a.js", b"alert(1)", "type"),
        ("a.bat", b"del *.*", "type"),
        ("sans-extension", b"bonjour", "type"),
        ("a.txt", b"MZ\x90\x00" + bytes(100), "type"),
        ("a.txt", b"\x7fELF" + bytes(100), "type"),
        ("a.txt", b"bonjour\x00", "broken"),
        ("a.csv", b"\x1b[2J", "broken"),
        ("a.txt", image(), "type"),
        ("a.pdf", PDF[:-7], "broken"),
        ("a.pdf", PDF + archive(DOCX) * 8, "broken"),
        ("a.pdf", b"%PDF-1.7 <html><script>alert(1)</script>" + PDF, "broken"),
        ("a.pdf", PDF.replace(b"/Type", b"/JavaScript 1 /Type"), "program"),
        ("a.pdf", PDF.replace(b"/Type", b"/J#53 (app.alert(1)) /Type"), "program"),
        ("a.pdf", PDF.replace(b"/Type", b"/Launch /Type"), "program"),
        ("a.pdf", PDF.replace(b"/Type", b"/EmbeddedFile /Type"), "program"),
        ("a.docx", archive({"a.txt": b"x"}), "type"),
        ("a.zip", archive({"[Content_Types].xml": b"<Types/>"}), "type"),
        ("a.odp", archive({**ODT, "mimetype": b"application/vnd.oasis.opendocument.presentation"}),
         "type"),
        ("a.odt", archive({**ODT, "mimetype": b"x" * 5_000}), "type"),
        ("a.docx", archive(DOCX)[:-30], "broken"),
        ("a.docx", archive(DOCX) + b"joint", "broken"),
        ("a.docx", b"PK\x03\x04" + bytes(200), "broken"),
        ("a.docx", archive({**DOCX, "word/vbaProject.bin": b"x"}), "program"),
        ("a.docx", archive({**DOCX, "word/VBAPROJECT.BIN": b"x"}), "program"),
        ("a.docx", archive({**DOCX, "[Content_Types].xml": MACRO_TYPES}), "program"),
        ("a.xlsx", archive({**XLSX, "xl/macrosheets/sheet1.xml": b"<x/>"}), "program"),
        ("a.docx", archive({**DOCX, "word/embeddings/oleObject1.bin": b"x"}), "program"),
        ("a.docx", archive({**DOCX, "word/activeX/activeX1.xml": b"<x/>"}), "program"),
        ("a.odt", archive({**ODT, "Basic/Standard/Module1.xml": b"<x/>"}), "program"),
        ("a.odt", archive({**ODT, "Scripts/python/a.py": b"x"}), "program"),
        ("a.docx", archive({**DOCX, "charge.exe": b"x"}), "program"),
        ("a.docx", archive({**DOCX, "word/_rels/settings.xml.rels": REMOTE}), "remote"),
        ("a.docx", archive({**DOCX, "../evil.xml": b"<x/>"}), "broken"),
        ("a.docx", archive({**DOCX, "/etc/passwd": b"x"}), "broken"),
        ("a.docx", archive({**DOCX, "WORD/document.xml": b"<x/>"}), "broken"),
        ("a.docx", archive({**DOCX, "word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
         "broken"),
        ("a.docx", archive({**DOCX, "word/media/a.png": bytes(30_000_000)}), "too_large"),
        ("a.docx", archive({**DOCX, **{f"word/{n}.xml": b"" for n in range(3_001)}}), "too_large"),
    ],
)  # fmt: skip
def test_what_is_none_of_them_or_holds_a_program_is_refused(name, content, code):
    started = time.monotonic()
    assert refused(name, content) == code
    assert time.monotonic() - started < 3


def test_a_protected_document_is_refused():
    content = bytearray(archive(DOCX))
    place = content.rfind(b"PK\x01\x02")
    content[place + 8] |= archives.ENCRYPTED
    assert refused("a.docx", bytes(content)) in {"encrypted", "broken"}


def test_a_bomb_that_lies_about_its_size_is_refused():
    content = archive({**DOCX, "word/a.xml": bytes(50_000_000)})
    true = struct.pack("<I", 50_000_000)
    lying = content.replace(true, struct.pack("<I", 1_000))
    assert lying != content
    started = time.monotonic()
    assert refused("a.docx", lying) == "broken"
    assert time.monotonic() - started < 3


def test_parts_that_share_their_bytes_are_refused():
    """As in the archives of a few kilobytes that unpack to petabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in DOCX.items():
            file.writestr(name, body)
        file.writestr("word/a.xml", b"a" * 900_000)
        info = file.getinfo("word/a.xml")
        for number in range(80):
            again = zipfile.ZipInfo(f"word/{number}.xml")
            for attribute in ("header_offset", "CRC", "compress_size", "file_size"):
                setattr(again, attribute, getattr(info, attribute))
            again.compress_type = info.compress_type
            file.filelist.append(again)
    assert refused("a.docx", out.getvalue()) in {"broken", "too_large"}


@settings(max_examples=40)
@given(st.binary(max_size=200), st.integers(0, 400), st.sampled_from([DOCX, XLSX, ODT, ODS]))
def test_garbage_in_an_archive_never_breaks(noise, place, parts):
    sound = archive(parts)
    try:
        clean(upload("a.docx", sound[:place] + noise + sound[place:]))
    except ValidationError as error:
        assert error.messages[0]  # noqa: PT017


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.csv", "a.pdf", "a"]))
def test_any_bytes_are_a_text_or_are_refused(content, name):
    try:
        found = clean(upload(name, content))
    except ValidationError as error:
        assert error.messages[0]  # noqa: PT017
    else:
        found.content.decode()


def test_what_is_joined_to_a_message_is_an_image_or_a_document():
    assert clean_attachment(upload("a", image())).name == "a.jpg"
    assert clean_attachment(upload("a", PDF)).name == "a.pdf"
    most = [upload("a", PDF) for _number in range(MAX_FILES)]
    assert len(clean_attachments(most)) == MAX_FILES
    with pytest.raises(ValidationError, match="au plus"):
        clean_attachments([*most, upload("a", PDF)])
