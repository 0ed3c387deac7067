"""How far reviewers and their packs have come, in words."""

from datetime import datetime

from learningstories.i18n import _, in_context, numeral, plural
from learningstories.services.reviewer_list import ReviewerLine
from learningstories.services.reviewer_state import PackState, pack_state
from learningstories.services.wording import short_day


def pack_words(line: ReviewerLine, until: datetime | None, zone: str) -> str:
    """Where a reviewer's pack stands, short enough for a chip; "" where there is nothing to read."""
    state = pack_state(line, until)
    if state is PackState.NOT_MADE and not line.wanted:
        return ""
    last = short_day(line.last_return, zone) if line.last_return else ""
    made = short_day(line.pack.made_at, zone) if line.pack else ""
    words = {
        PackState.NOT_MADE: _("Pack not made"),
        PackState.HERE: _("Reads here"),
        PackState.SILENT: _("Made {made}, no reply"),
        PackState.PARTLY: _("Part returned"),
        PackState.LATE: _("Returned late"),
        PackState.RETURNED: _("Returned {last}"),
        PackState.REVOKED: in_context("pack", "Withdrawn"),
    }
    return words[state].format(last=last, made=made)


def standing_words(line: ReviewerLine, zone: str) -> str:
    """The same in a line: "12 stories · pack made 8 Mar · nothing back"."""
    parts = [plural("{n} story", "{n} stories", line.wanted).format(n=numeral(line.wanted))]
    if line.pack is not None:
        made = _("pack made {day}, and withdrawn") if line.pack.revoked else _("pack made {day}")
        parts.append(made.format(day=short_day(line.pack.made_at, zone)))
    if line.last_return is not None:
        parts.append(_("last return {day}").format(day=short_day(line.last_return, zone)))
    elif line.pack is not None:
        parts.append(_("nothing back"))
    if line.answered:
        parts.append(_("{read} of {wanted} read").format(read=line.answered, wanted=line.wanted))
    return " · ".join(parts)
