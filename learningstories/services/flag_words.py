"""How a reading came, and what is to be said about that, in words."""

from learningstories.domain.pack import ReturnBy
from learningstories.i18n import _
from learningstories.services.flags import Flag
from learningstories.services.kept_words import Origin
from learningstories.services.wording import moment_words


def origin_words(origin: Origin | None, zone: str) -> str:
    """Where an answer came from; None is this computer."""
    if origin is None or origin.by is ReturnBy.HERE:
        return _("Answered at this computer")
    words = {
        ReturnBy.FILE: _("From a return that came {moment}"),
        ReturnBy.MAIL: _("From a return that came by mail {moment}"),
        ReturnBy.PASTED: _("From a return that was pasted {moment}"),
        ReturnBy.PAPER: _("From paper, typed in {moment}"),
    }
    return words[origin.by].format(moment=moment_words(origin.at, zone, named=False))


def flag_words(flag: Flag, *, counts: bool = True) -> str:
    """What is to be said about a reading, in a sentence; `counts` is whether it is ranked all the same."""
    told = {
        Flag.CONFLICT: _("Answered differently on two devices: this one holds until you choose."),
        Flag.CHOSEN: _("Answered differently on two devices; you chose this one."),
        Flag.LATE: _("It came after the day by which returns were wanted."),
        Flag.PACK_REVOKED: _("Its pack is withdrawn."),
        Flag.STORY_WITHDRAWN: _("The story is withdrawn."),
        Flag.STORY_CHANGED_SINCE: _("The story has changed since it was read."),
        Flag.CLOCK_AHEAD: _("The reviewer's clock was ahead when it was given."),
        Flag.READER_SET_ASIDE: _("You set this reader aside."),
        Flag.KNOWS_AUTHOR: _("The reader knows the author."),
        Flag.GUESSES_AUTHOR: _("The reader thinks they know who the author is."),
    }[flag]
    return told if counts else _("{why} It does not count.").format(why=told)
