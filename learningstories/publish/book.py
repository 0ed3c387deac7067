"""Makes the showcase book: a PDF at the place wanted, or nothing there at all."""

from pathlib import Path

from learningstories.i18n import speaking
from learningstories.publish.job import write_job
from learningstories.publish.labels import book_labels
from learningstories.publish.press import press
from learningstories.publish.workers import Workers
from learningstories.services.book_content import BookContent, BookReport
from learningstories.services.progress import Control


def make_book(
    content: BookContent, target: Path, control: Control, workers: Workers | None = None
) -> BookReport:
    """Typeset `content` and put the PDF at `target`, replacing what is there.

    `control` hears one step for each story and one for the typesetting. Raises `TypesettingFailed`,
    `GlyphMissing`, `CannotWrite`, `DiskFull` or `Cancelled`; then `target` is as it was before.
    """
    with speaking(content.language):
        labels = book_labels()
    made = press(write_job(content, labels), target, len(content.stories), control, workers)
    return BookReport(pages=made.pages, bytes=made.bytes, accessible=made.accessible, notes=made.notes)
