"""Makes the printed reading booklet of a pack."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from learningstories.domain.showcase import Paper
from learningstories.i18n import speaking
from learningstories.publish.job import write_booklet
from learningstories.publish.labels import book_labels
from learningstories.publish.press import press
from learningstories.services.booklet import booklet_content
from learningstories.services.pack_contents import PackContents
from learningstories.services.progress import Control


def make_booklet(
    contents: PackContents, paper: Paper, to_html: Callable[[str], str], control: Control
) -> bytes:
    """The booklet as a PDF; `to_html` makes sanitised HTML of a story's text.

    `control` hears one step for each story and one for the typesetting. Raises `TypesettingFailed`,
    `GlyphMissing`, `CannotWrite`, `DiskFull`, `Cancelled`.
    """
    with TemporaryDirectory(prefix="learning-stories-") as scratch:
        folder = Path(scratch)
        content = booklet_content(contents, paper, to_html, folder)
        with speaking(contents.challenge.language):
            labels = book_labels()
        target = folder / "booklet.pdf"
        press(write_booklet(content, labels), target, len(content.book.stories), control, None)
        return target.read_bytes()
