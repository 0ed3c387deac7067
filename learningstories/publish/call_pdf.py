"""Makes the call for stories as a PDF of one page."""

from pathlib import Path

from learningstories.domain.errors import CallTooLong
from learningstories.publish.job import write_call
from learningstories.publish.press import press
from learningstories.publish.workers import Workers
from learningstories.services.call_content import CallContent, CallReport
from learningstories.services.progress import Control

_MOST_HTML = 40_000  # characters; in the smallest letters a page holds not a quarter of that


def make_call_pdf(
    content: CallContent, target: Path, control: Control, workers: Workers | None = None
) -> CallReport:
    """Typeset `content` and put the page at `target`, replacing what is there.

    A long call is set in smaller letters. Raises `CallTooLong` where even the smallest do not fit,
    and what `press` raises; then `target` is as it was before.
    """
    if len(content.call_html) > _MOST_HTML:
        raise CallTooLong
    made = press(write_call(content), target, 0, control, workers, most_pages=1)
    return CallReport(bytes=made.bytes, accessible=made.accessible, notes=made.notes)
