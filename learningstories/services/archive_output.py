"""The organiser's own copy of the whole challenge, for scripts and for the archive."""

from learningstories.i18n import _, speaking
from learningstories.services.challenge_json import challenge_json
from learningstories.services.output import MadeOutput, Order
from learningstories.services.saving import save_whole


def make_json(order: Order) -> MadeOutput:
    """Everything but the bytes of files in one file; raises `CannotWrite`, `DiskFull`, `Cancelled`."""
    with order.workspace.read() as unit:
        language = unit.challenge().language
        data = challenge_json(unit, order.control)
    save_whole(order.target, data)
    with speaking(language):
        return MadeOutput(path=order.target, bytes=len(data), notes=(own_copy_words(),))


def own_copy_words() -> str:
    """Whose the copy is, and what whoever has it has to know."""
    return _(
        "This is the organiser's own copy: nobody's consent is asked for it. It holds names and addresses of "
        "authors, readers and guests, and all that readers wrote. Keep it as safe as the challenge itself."
    )
