"""The pages that a site starts from: read from a file, created once, then left to the editors."""

from pacte.services.pages.files import PageRow, body_lines, read_pages
from pacte.services.pages.starting import load_pages
from pacte.services.pages.writing import add_page, write_pages

__all__ = ["PageRow", "add_page", "body_lines", "load_pages", "read_pages", "write_pages"]
