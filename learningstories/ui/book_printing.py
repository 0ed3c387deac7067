"""Prints pages of a PDF on paper, as the preview shows them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from learningstories.domain.errors import CannotWrite
from learningstories.domain.showcase import Paper
from learningstories.services.progress import Control
from learningstories.services.toolbox import Toolbox
from learningstories.ui.page_images import as_image
from learningstories.ui.showcase_state import SIZES

_DOTS_AN_INCH = 300
_MM_AN_INCH = 25.4


def book_printer(paper: Paper, title: str) -> QPrinter:
    """The usual printer, asked for pages of this size."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = QPageSize(QSizeF(*SIZES[paper]), QPageSize.Unit.Millimeter)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)
    printer.setDocName(title)
    return printer


def pages_to_print(printer: QPrinter, count: int) -> list[int]:
    """The pages that were asked for in the dialog, from 0."""
    first = printer.fromPage() or 1
    last = printer.toPage() or count
    pages = list(range(max(first, 1) - 1, min(last, count)))
    backwards = printer.pageOrder() == QPrinter.PageOrder.LastPageFirst
    return pages[::-1] if backwards else pages


def print_pages(
    printer: QPrinter, pdf: Path, pages: Sequence[int], toolbox: Toolbox, control: Control
) -> None:
    """Draw the pages one by one, each as large as the paper allows; for any thread.

    Raises `CannotWrite` when the printer does not take them, `Cancelled` after giving the job up.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise CannotWrite(printer.outputFileName() or printer.printerName(), "os")
    try:
        for done, page in enumerate(pages):
            control.step(done, len(pages))
            if done:
                _turn(printer)
            _draw(painter, printer, pdf, page, toolbox)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    control.step(len(pages), len(pages))


def _turn(printer: QPrinter) -> None:
    if not printer.newPage():
        raise CannotWrite(printer.outputFileName() or printer.printerName(), "os")


def _draw(painter: QPainter, printer: QPrinter, pdf: Path, page: int, toolbox: Toolbox) -> None:
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    wide = printer.paperRect(QPrinter.Unit.Millimeter).width() / _MM_AN_INCH * _DOTS_AN_INCH
    image = as_image(toolbox.page_image(pdf, page, round(min(paper.width(), wide))))
    size = image.size().scaled(paper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    left = round((paper.width() - size.width()) / 2)
    top = round((paper.height() - size.height()) / 2)
    painter.drawImage(QRect(left, top, size.width(), size.height()), image)
