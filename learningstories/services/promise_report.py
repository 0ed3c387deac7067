"""Did it move anyone? What was promised, what was kept, and what people did, for those who were not there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from learningstories.domain.alphabet import alphabetic
from learningstories.domain.challenge import Challenge
from learningstories.domain.promise import Outcome
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.story import StoryId
from learningstories.i18n import _, plural, quoted
from learningstories.services.gate import why_not
from learningstories.services.one_line import one_line
from learningstories.services.output import Use
from learningstories.services.ports import UnitOfWork
from learningstories.services.promises import PromiseLine, promise_lines

_ANSWERS = (Outcome.KEPT, Outcome.PARTLY, Outcome.NOT)
_MOST_QUOTED, _LONGEST = 3, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody promised and did; `name` and `story` are there only where they may be shown."""

    promise: str
    told: str
    outcome: Outcome
    name: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a story, or what is told under `title`, led to; `counts` by what became of the promises."""

    title: str
    language: str
    promises: int
    counts: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseReport:
    """The figures, each story that led to promises, most first, and what people did in their words."""

    title: str
    promises: int
    people: int
    stories: int
    counts: Mapping[Outcome, int]
    moved: tuple[Moved, ...]
    deeds: tuple[Deed, ...]

    @property
    def answered(self) -> int:
        """How many said what became of it."""
        return sum(self.counts.get(outcome, 0) for outcome in _ANSWERS)

    def kept(self) -> int:
        """How many were kept wholly."""
        return self.counts.get(Outcome.KEPT, 0)


def promise_report(unit: UnitOfWork, now: datetime) -> PromiseReport:
    """The report; stories are named by consent to print, people and their words as they agreed."""
    challenge, lines = unit.challenge(), promise_lines(unit, now)
    titles = _titles(unit, {line.story.id for line in lines if line.story is not None}, challenge)
    return PromiseReport(
        title=challenge.event_title.strip() or challenge.title,
        promises=len(lines),
        people=len({line.email.lower() or f"{line.name} {line.number}" for line in lines}),
        stories=len(titles),
        counts=Counter(line.outcome for line in lines),
        moved=_moved(lines, titles, challenge),
        deeds=tuple(_deeds(lines, titles)),
    )


def _titles(unit: UnitOfWork, stories: Set[StoryId], challenge: Challenge) -> Mapping[StoryId, str]:
    """The stories' titles, if they may be told; else nothing."""
    known = {story.id: story for story in unit.stories.all() if story.id in stories} if stories else {}
    return {key: "" if why_not(known[key], challenge, Use.PRINT) else known[key].title for key in stories}


def _moved(
    lines: Sequence[PromiseLine], titles: Mapping[StoryId, str], challenge: Challenge
) -> tuple[Moved, ...]:
    grouped: dict[tuple[str, StoryId | None], list[PromiseLine]] = {}
    for line in lines:
        if line.story is None:
            key: tuple[str, StoryId | None] = (_("The whole evening"), None)
        elif titles[line.story.id]:
            key = (titles[line.story.id], line.story.id)
        else:
            key = (_("Stories that are not named here"), None)
        grouped.setdefault(key, []).append(line)
    found = [
        Moved(
            title=title,
            language=(some[0].story.language if story and some[0].story else "") or challenge.language,
            promises=len(some),
            counts=Counter(line.outcome for line in some),
        )
        for (title, story), some in grouped.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.promises, alphabetic(each.title))))


def _deeds(lines: Sequence[PromiseLine], titles: Mapping[StoryId, str]) -> Iterator[Deed]:
    order = {outcome: place for place, outcome in enumerate(_ANSWERS)}
    shown = [line for line in lines if line.use in (PromiseUse.NAMED, PromiseUse.UNSIGNED)]
    done = [line for line in shown if line.outcome in order]
    for line in sorted(done, key=lambda each: (order[each.outcome], not each.told, each.number)):
        yield Deed(
            promise=line.text,
            told=line.told,
            outcome=line.outcome,
            name=line.name if line.use is PromiseUse.NAMED else "",
            story=titles[line.story.id] if line.story is not None else "",
        )


def figures_words(report: PromiseReport) -> list[str]:
    """The figures in sentences. Words as in `speaking`."""
    if not report.promises:
        return [_("Nobody has promised anything yet.")]
    told = plural("{n} promise was made", "{n} promises were made", report.promises)
    people = plural("by {n} person", "by {n} people", report.people)
    stories = plural("after {n} story", "after {n} stories", report.stories)
    made = _("{promises} {people} {stories}.") if report.stories else _("{promises} {people}.")
    sentences = [
        made.format(
            promises=told.format(n=report.promises),
            people=people.format(n=report.people),
            stories=stories.format(n=report.stories),
        )
    ]
    if report.answered:
        answers = plural(
            "{answered} told us what became of it: {kept} kept, {partly} partly, {not_kept} not.",
            "{answered} told us what became of it: {kept} kept, {partly} partly, {not_kept} not.",
            report.answered,
        )
        sentences.append(
            answers.format(
                answered=report.answered,
                kept=report.kept(),
                partly=report.counts.get(Outcome.PARTLY, 0),
                not_kept=report.counts.get(Outcome.NOT, 0),
            )
        )
    else:
        sentences.append(_("Nobody has told us yet what became of it."))
    return sentences


def paragraph(report: PromiseReport) -> str:
    """What the next call can say of it, as Markdown of plain words. Words as in `speaking`."""
    told = [deed for deed in report.deeds if deed.told and deed.outcome is not Outcome.NOT][:_MOST_QUOTED]
    names = [f" ({_plain(deed.name)})" if deed.name else "" for deed in told]
    said = [f"- {quoted(_plain(deed.told))}{name}" for deed, name in zip(told, names, strict=True)]
    begun = _("What came of “{title}”: {figures}").format(
        title=_plain(report.title), figures=" ".join(figures_words(report))
    )
    return "\n".join([begun, *(["", *said] if said else [])])


def _plain(text: str) -> str:
    """Anybody's words in one line, in which nothing is markup."""
    line = one_line(text, _LONGEST)
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#|!" else letter for letter in line)
