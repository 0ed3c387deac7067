"""History is forgotten by age: what was done stays done, and can no longer be taken back."""

from datetime import datetime

from learningstories.domain.deadline import zone_of
from learningstories.i18n import _, plural
from learningstories.services.changes import StepKind
from learningstories.services.date_words import DAY_AND_YEAR, date_words
from learningstories.services.opening import OpenChallenge


def forget_before(challenge: OpenChallenge, moment: datetime) -> int:
    """Forget all steps older than that; how many there were. Nothing takes it back.

    Texts and files that only they held go with them, out of the file's bytes, too.
    """
    workspace = challenge.workspace
    with workspace.read() as unit:
        zone = zone_of(unit.challenge().zone)
    day = date_words(moment.astimezone(zone).date(), DAY_AND_YEAR)
    with workspace.change(
        _("Forget what was done before {date}").format(date=day), kind=StepKind.NOTE
    ) as unit:
        count = unit.forgetting.prune(moment)
    if count:
        challenge.wipe()
    return count


def forgotten_words(count: int) -> str:
    """What came of it, in a sentence."""
    if not count:
        return _("Nothing was done that long ago. Nothing was changed.")
    return plural("{n} step was forgotten.", "{n} steps were forgotten.", count).format(n=count)
