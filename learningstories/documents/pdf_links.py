"""Where the letters of a PDF's page lead, which the file says by rectangles."""

import ctypes

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # the same

_MOST = 500
_LONGEST = 2_000


class Links:
    """The links of one page."""

    def __init__(self, document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> None:
        self._places: list[tuple[pdfium.FS_RECTF, str]] = []
        at, link = ctypes.c_int(), pdfium.FPDF_LINK()
        while len(self._places) < _MOST and pdfium.FPDFLink_Enumerate(page, at, link):
            place = pdfium.FS_RECTF()
            address = _address(document, link)
            if address and pdfium.FPDFLink_GetAnnotRect(link, place):
                self._places.append((place, address))

    def at(self, across: float, up: float) -> str:
        """The address that a letter at a place leads to; empty for none."""
        for place, address in self._places:
            if place.left <= across <= place.right and place.bottom <= up <= place.top:
                return address
        return ""


def _address(document: pypdfium2.PdfDocument, link: pdfium.FPDF_LINK) -> str:
    written = ctypes.create_string_buffer(_LONGEST)
    action = pdfium.FPDFLink_GetAction(link)
    size = pdfium.FPDFAction_GetURIPath(document, action, written, _LONGEST) if action else 0
    return written.value.decode("utf-8", "replace") if 0 < size <= _LONGEST else ""
