"""Codes as pictures (SVG text) for papers. Pure: `zxing-cpp` writes them, twice as fast as others, and reads them again in the
tests."""

import zxingcpp


def qr_svg(text: str) -> str:
    """A QR code, level M."""
    return _svg(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M"))


def ean_svg(number: str) -> str:
    """The bars of an EAN-13, without the figures under them."""
    return _svg(zxingcpp.create_barcode(number, zxingcpp.BarcodeFormat.EAN13))


def _svg(drawn: zxingcpp.Barcode) -> str:
    return str(zxingcpp.write_barcode_to_svg(drawn, add_quiet_zones=True))
