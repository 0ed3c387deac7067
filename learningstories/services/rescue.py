"""What came of rescuing a damaged challenge."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from learningstories.i18n import _, listed, numeral, plural

_MOST_NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueReport:
    """`saved` counts what could be read, by kind; the rest is what could not.

    `broken` are the kinds of which some could not be read, `textless` the numbers of stories whose text
    was lost, `dropped` how many of a kind belonged to what is lost, and `faults` what `check` still finds.
    """

    saved: Mapping[str, int]
    broken: tuple[str, ...] = ()
    textless: tuple[int, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is known to be lost."""
        return not (self.broken or self.textless or self.dropped or self.faults)


def rescue_words(report: RescueReport) -> list[str]:
    """A line for what was saved, and one for each thing that could not be."""
    told = [
        _("Saved: {stories}, {readings}, {steps}.").format(
            stories=_count(report, "story"),
            readings=_count(report, "reading"),
            steps=_count(report, "history"),
        )
    ]
    if report.broken:
        kinds = listed(dict.fromkeys(_kind(name) for name in report.broken))
        told.append(_("Some of these could not be read: {kinds}.").format(kinds=kinds))
    if report.textless:
        numbers = listed(f"#{number}" for number in report.textless[:_MOST_NAMED])
        more = "…" if len(report.textless) > _MOST_NAMED else ""
        told.append(_("The text is lost of story {numbers}.").format(numbers=numbers + more))
    if report.dropped:
        counts: Counter[str] = Counter()
        for name, count in report.dropped.items():
            counts[_kind(name)] += count
        kinds = listed(f"{kind} ({numeral(count)})" for kind, count in counts.items())
        told.append(_("Left out, because what they belong to is lost: {kinds}.").format(kinds=kinds))
    still = _("Still not as it should be: {fault}")
    told += [still.format(fault=fault) for fault in report.faults[:_MOST_NAMED]]
    if report.is_whole:
        told.append(_("Nothing is known to be lost."))
    return told


def _count(report: RescueReport, name: str) -> str:
    count = report.saved.get(name, 0)
    return {
        "story": plural("{n} story", "{n} stories", count),
        "reading": plural("{n} reading", "{n} readings", count),
        "history": plural("{n} step of history", "{n} steps of history", count),
    }[name].format(n=count)


def _kind(name: str) -> str:
    """What people call the things in one of the file's tables."""
    return {
        "story": _("stories"),
        "version": _("versions of stories"),
        "text": _("texts"),
        "blob": _("files that came along"),
        "blob_chunk": _("files that came along"),
        "attachment": _("files that came along"),
        "reviewer": _("reviewers"),
        "reading": _("readings"),
        "revision": _("answers that were returned"),
        "return": _("returns"),
        "pack": _("packs"),
        "history": _("history"),
        "history_story": _("history"),
    }.get(name, _("choices and settings"))
