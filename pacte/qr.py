"""QR codes, as images that a page can hold without asking for a file. Pure."""

import segno


def qr_data_uri(address: str) -> str:
    """Return an SVG image of a QR code leading to an address."""
    code = segno.make_qr(address, error="m")
    return str(code.svg_data_uri(scale=4, border=4, light="white"))
