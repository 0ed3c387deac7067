"""Typesetting for window and terminal: what it takes is loaded when it is first wanted."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learningstories.publish.workers import Workers
    from learningstories.services.book_content import BookContent, BookReport
    from learningstories.services.document_content import DocumentContent, DocumentReport
    from learningstories.services.progress import Control


class LazyPress:
    """Makes books and pages of words, and draws pages.

    While it `keeps`, a process is kept ready for the next order.
    """

    def __init__(self, *, keeps: bool = True) -> None:
        self._turn = Lock()
        self._keeps = keeps
        self._workers: Workers | None = None

    def make_book(self, content: "BookContent", target: Path, control: "Control") -> "BookReport":
        """Write a book to `target`, whole or not at all."""
        from learningstories.publish.book import make_book  # noqa: PLC0415

        return make_book(content, target, control, self.workers())

    def make_document(self, content: "DocumentContent", target: Path, control: "Control") -> "DocumentReport":
        """Write pages of words to `target`, whole or not at all."""
        from learningstories.publish.document import make_document  # noqa: PLC0415

        return make_document(content, target, control, self.workers())

    def page_image(self, pdf: Path, index: int, width: int) -> tuple[int, int, bytes]:
        """A page's width, height, and rows of BGRX bytes."""
        from learningstories.publish.pages import page_image  # noqa: PLC0415

        return page_image(pdf, index, width)

    def join_pages(self, pdfs: Sequence[Path], target: Path) -> None:
        """Write a PDF with the pages of all to `target`."""
        from learningstories.publish.pages import join_pages  # noqa: PLC0415

        join_pages(pdfs, target)

    def workers(self) -> "Workers | None":
        """Those who start the processes; None while none is kept."""
        from learningstories.publish.workers import Workers  # noqa: PLC0415

        with self._turn:
            if self._keeps and self._workers is None:
                self._workers = Workers()
            return self._workers

    def close(self) -> None:
        """End the process that waits, if there is one."""
        with self._turn:
            self._keeps = False
            if self._workers is not None:
                self._workers.close()
            self._workers = None
