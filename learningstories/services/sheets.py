"""Pages of words as an output: from their content to what was made."""

from collections.abc import Mapping, Sequence

from learningstories.domain.challenge import Challenge
from learningstories.domain.showcase import Book
from learningstories.services.document_content import DocumentContent, Printed
from learningstories.services.output import LeftOut, MadeOutput, Order, sheet_paper
from learningstories.services.showcase import dated


def sheets(
    order: Order, challenge: Challenge, book: Book, *, template: str, title: str, data: Mapping[str, Printed]
) -> DocumentContent:
    """What `template` makes of `data`: on the paper ordered, in the challenge's language and look."""
    return DocumentContent(
        template=template,
        title=title,
        data=data,
        dated=dated(challenge),
        language=challenge.language,
        author=challenge.community,
        paper=sheet_paper(order.paper, book),
        look=book.look,
    )


def make_sheets(
    order: Order, content: DocumentContent, left_out: Sequence[LeftOut] = (), notes: Sequence[str] = ()
) -> MadeOutput:
    """Typeset them at the target; raises what `toolbox.make_document` raises."""
    made = order.toolbox.make_document(content, order.target, order.control)
    return MadeOutput(
        path=order.target,
        pages=made.pages,
        bytes=made.bytes,
        accessible=made.accessible,
        notes=(*made.notes, *notes),
        left_out=tuple(left_out),
    )
