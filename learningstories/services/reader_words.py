"""What is known of a reader, in sentences: a reason to talk, and never guilt."""

from typing import TYPE_CHECKING

from learningstories.domain.reviewer import Reviewer
from learningstories.i18n import _, numeral, plural
from learningstories.services.result_words import apart
from learningstories.services.wording import moment_words, span_words

if TYPE_CHECKING:  # the window knows these words before NumPy is there
    from datetime import timedelta

    from learningstories.services.results import ReaderResult, SetAside

ENOUGH = 8  # readings, from which on something can be said of a reader


def tendency_sentence(reader: "ReaderResult") -> str:
    """How strict the reader is, and how sure that is."""
    name = apart(reader.name)
    if reader.tendency == "unknown":
        told = plural(
            "{n} reading counts so far. From {enough} on it can be said how {name} reads.",
            "{n} readings count so far. From {enough} on it can be said how {name} reads.",
            reader.n,
        )
        return told.format(n=reader.n, enough=ENOUGH, name=name)
    words = {
        "strict": _(
            "{name} is usually strict: {points} below the others, {low} to {high} nine times in ten."
        ),
        "generous": _(
            "{name} is usually generous: {points} above the others, {low} to {high} nine times in ten."
        ),
        "average": _("{name} reads about as the others do: {low} to {high} points nine times in ten."),
    }[reader.tendency]
    low, high = signed(reader.low), signed(reader.high)
    return words.format(name=name, points=points_words(abs(reader.effect)), low=low, high=high)


def following_sentence(reader: "ReaderResult") -> str:
    """Whether the answers rise with those of the others."""
    words = {
        "follows": _("Where the others find a story stronger, {name} does, too."),
        "against": _(
            "The answers of {name} do not rise with those of the others:"
            " worth a talk before you rely on them. There may be a good reason."
        ),
        "alike": _(
            "{name} gave the same answer to every story:"
            " worth a talk about the question and its scale before you rely on it."
        ),
        "unknown": _("Too few stories were read by others, too, to say whether {name} sees them as they do."),
    }[reader.following]
    return words.format(name=apart(reader.name))


def pace_words(pace: "timedelta") -> str:
    """How long the reader takes from one answer to the next."""
    return _("{span} from one answer to the next, in the middle of all").format(span=span_words(pace))


def aside_words(found: "SetAside", zone: str) -> str:
    """Why a reader is set aside, and who did it when."""
    if found.at is None:
        return _("Set aside: {reason}").format(reason=found.reason)
    told = _("Set aside by {who}, {moment}: {reason}")
    return told.format(who=found.by, moment=moment_words(found.at, zone, named=False), reason=found.reason)


def set_aside_words(reviewer: Reviewer, zone: str) -> str:
    """The same with the reader's name."""
    if reviewer.set_aside_at is None:
        return ""
    told = _("{name}, set aside by {who}, {moment}: {reason}")
    moment = moment_words(reviewer.set_aside_at, zone, named=False)
    return told.format(
        name=apart(reviewer.name),
        who=reviewer.set_aside_by,
        moment=moment,
        reason=reviewer.set_aside_reason,
    )


def points_words(points: float) -> str:
    """So many points of the scale."""
    return _("{points:.1f} points").format(points=points)


def signed(points: float) -> str:
    """Points with their sign; what rounds to nothing has none."""
    shown = numeral(abs(points), ".1f")
    return shown if round(points, 1) == 0 else f"{'+' if points > 0 else _MINUS}{shown}"


_MINUS = "\N{MINUS SIGN}"
