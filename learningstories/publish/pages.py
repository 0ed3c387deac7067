"""Pictures of a PDF's pages, as they will print."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from learningstories.domain.errors import CannotWrite, FileDamaged, FileMissing

WIDEST = 6000  # pixels
_turn = Lock()  # PDFium must not be called from two threads at once


def page_image(pdf: Path, index: int, width: int) -> tuple[int, int, bytes]:
    """Page `index` (from 0), `width` pixels wide: width, height, and rows of BGRX (4 bytes a pixel, no gaps).

    Raises `FileMissing`, `FileDamaged`, or IndexError if there is no such page.
    """
    with _opened(pdf) as document:
        if not 0 <= index < len(document):
            raise IndexError(index)
        page = document[index]
        scale = max(1, min(width, WIDEST)) / page.get_width()
        bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        try:
            return bitmap.width, bitmap.height, _without_gaps(bitmap)
        finally:
            bitmap.close()
            page.close()


def page_count(pdf: Path) -> int:
    """How many pages it has; raises `FileMissing`, `FileDamaged`."""
    with _opened(pdf) as document:
        return len(document)


def join_pages(pdfs: Sequence[Path], target: Path) -> None:
    """Write a PDF with the pages of all to `target`, to be looked at and printed.

    Raises `FileMissing`, `FileDamaged`, `CannotWrite`.
    """
    with _turn:
        joined = pypdfium2.PdfDocument.new()
        try:
            for pdf in pdfs:
                with closing(_document(pdf)) as part:
                    joined.import_pages(part)
            joined.save(target)
        except OSError as error:
            raise CannotWrite(target.name, error.strerror or "os") from error
        finally:
            joined.close()


def _without_gaps(bitmap: pypdfium2.PdfBitmap) -> bytes:
    rows = bytes(bitmap.buffer)
    line = bitmap.width * bitmap.n_channels
    if bitmap.stride == line:
        return rows
    return b"".join(rows[start : start + line] for start in range(0, len(rows), bitmap.stride))


@contextmanager
def _opened(pdf: Path) -> Iterator[pypdfium2.PdfDocument]:
    with _turn, closing(_document(pdf)) as document:
        yield document


def _document(pdf: Path) -> pypdfium2.PdfDocument:
    if not pdf.is_file():
        raise FileMissing(pdf.name)
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise FileDamaged(pdf.name) from error
