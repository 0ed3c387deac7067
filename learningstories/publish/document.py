"""Makes a PDF of any template in resources/typst that has words and no stories.

For a new one: a template NAME.typ that begins with `#import "sheet.typ": *` and `#show: sheet`, and reads
what it prints from `data.content`; then `make_document(DocumentContent(template="NAME", title=...,
data={...}, dated=...), target, control)`, in window and terminal as `toolbox.make_document`.
"""

from pathlib import Path

from learningstories.publish.job import write_document
from learningstories.publish.press import press
from learningstories.publish.workers import Workers
from learningstories.services.document_content import DocumentContent, DocumentReport
from learningstories.services.progress import Control


def make_document(
    content: DocumentContent, target: Path, control: Control, workers: Workers | None = None
) -> DocumentReport:
    """Typeset `content` and put the PDF at `target`, replacing what is there.

    Raises `TypesettingFailed`, `GlyphMissing`, `CannotWrite`, `DiskFull` or `Cancelled`; then `target` is
    as it was before.
    """
    made = press(write_document(content), target, 0, control, workers)
    return DocumentReport(pages=made.pages, bytes=made.bytes, accessible=made.accessible, notes=made.notes)
