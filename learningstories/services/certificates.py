"""Certificates: a page for each author who is on the shortlist, as that author agreed to be named."""

from learningstories.domain.challenge import Challenge
from learningstories.i18n import _, speaking
from learningstories.services.document_content import Line, Printed
from learningstories.services.gate import Admitted, through
from learningstories.services.output import MadeOutput, Order, Use
from learningstories.services.sheets import make_sheets, sheets
from learningstories.services.showcase import book_title, event_line


def make_certificates(order: Order) -> MadeOutput:
    """A page for each story; raises `ShortlistEmpty`, `NoStageConsent`.

    Where no name may be shown there is a line for it, which the author may fill in.
    """
    with order.workspace.read() as unit:
        passed = through(unit, Use.STAGE)
    challenge = passed.challenge
    with speaking(challenge.language):
        data: dict[str, Printed] = {
            "kicker": book_title(challenge, passed.book),
            "heading": _("Certificate"),
            "given": _("This is to thank"),
            "for": _("for the learning story"),
            "chosen": _("which was chosen to be told, so that others may learn from it."),
            "event": event_line(challenge),
            "community": challenge.community.strip() or challenge.title,
            "signature": _("Signature"),
            "date": _("Date"),
            "pages": [_page(admitted, challenge) for admitted in passed.stories],
        }
        content = sheets(
            order, challenge, passed.book, template="certificates", title=_("Certificates"), data=data
        )
    return make_sheets(order, content, passed.left_out)


def _page(admitted: Admitted, challenge: Challenge) -> dict[str, Printed]:
    story = admitted.story
    title = story.title.strip() or _("Without a title")
    return {
        "name": admitted.author,
        "title": Line(text=title, language=story.language or challenge.language),
    }
