"""The ranking in words, for window and terminal alike."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from learningstories.i18n import _, plural
from learningstories.services.counting_words import counting_words, left_out_words

if TYPE_CHECKING:  # the window knows these words before NumPy is there
    from learningstories.services.results import Results

WELL, FAIRLY, SOMEWHAT = 0.667, 0.4, 0.2  # Krippendorff's alpha


def tendency_words(tendency: str) -> str:
    """How a reader reads, as said beside the name."""
    return _TENDENCIES[tendency]()


def flag_words(flag: str) -> str:
    """What a story or a reader is flagged for, short enough for a chip."""
    return _FLAGS[flag]()


def agreement_words(results: "Results") -> str:
    """How far the readers agree, or why that is not said."""
    if results.alpha is None:
        return _MISSING[results.alpha_missing]()
    return band_words(results.alpha)


def band_words(alpha: float) -> str:
    """What so much agreement is called, rather too little than too much."""
    steps = (
        (WELL, _("Readers agree well")),
        (FAIRLY, _("Readers agree fairly well")),
        (SOMEWHAT, _("Readers agree somewhat")),
    )
    return next((words for least, words in steps if alpha >= least), _("Readers see it differently"))


def method_words(results: "Results") -> str:
    """How the ranking is worked out, as a person would say it."""
    explained = _(
        "We correct for how generous each reader tends to be, and pull stories with few readers towards the"
        " average. The line around each dot is where the story would lie nine times in ten if more people"
        " read it. The chance says how often the story would be among the best {top}, in 1,000 draws of what"
        " may be true."
    )
    counted = results.counted
    told = (explained.format(top=results.top), counting_words(counted), left_out_words(counted))
    return " ".join(words for words in told if words)


def given_words(results: "Results") -> str:
    """How many of the readings that are wanted are in."""
    return plural(
        "{given} of {expected} reading in", "{given} of {expected} readings in", results.expected
    ).format(given=results.given, expected=results.expected)


def chance_words(chance: float) -> str:
    """A chance as a person says it: never quite sure."""
    if chance > 0.99:  # noqa: PLR2004 - what rounds to a certainty that nobody has
        return _("99 %")
    return _("under 1 %") if chance < 0.01 else _("{percent} %").format(percent=round(100 * chance))  # noqa: PLR2004


def apart(name: str) -> str:
    """A name or title that leaves the sentence round it its own direction."""
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"


def titled(title: str, number: int) -> str:
    """A title with its number, which stays as it is after letters that run from right to left."""
    told = f"(#{number})"
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in title)
    return f"{title} {apart(told) if turned else told}"


_TENDENCIES: Mapping[str, Callable[[], str]] = {
    "strict": lambda: _("usually strict"),
    "average": lambda: _("about average"),
    "generous": lambda: _("usually generous"),
    "unknown": lambda: _("too few readings to say"),
}
_FLAGS: Mapping[str, Callable[[], str]] = {
    "few_readings": lambda: _("Few readings"),
    "one_more_reader": lambda: _("1 more reader"),
    "readers_split": lambda: _("Readers split"),
    "changed_since_read": lambda: _("Changed since it was read"),
    "alike": lambda: _("Same answer every time"),
    "against": lambda: _("Reads unlike the others"),
}
_MISSING: Mapping[str, Callable[[], str]] = {
    "stories": lambda: _("Too few stories were read twice to say how far readers agree"),
    "reviewers": lambda: _("Too few readers to say how far they agree"),
    "alike": lambda: _("All answers are alike, so agreement cannot be told"),
}
