"""The command that chooses: shortlist."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk, add_file
from learningstories.cli.output import columns
from learningstories.cli.parser_faults import Misused
from learningstories.domain.errors import NothingToRank
from learningstories.domain.shortlist import ChoosingRules
from learningstories.i18n import _, listed_apart, plural
from learningstories.services import shortlisting, stories
from learningstories.services.choosing_rules import plain_rules, rules_for, with_limits, with_named
from learningstories.services.left_out import LeftOut, left_out
from learningstories.services.locking import lock_with_figures
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.rule_words import rules_words
from learningstories.services.shortlisting import Programme

if TYPE_CHECKING:
    from learningstories.services.results import Results


def _arguments(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))
    parser.add_argument(
        "deed", nargs="?", choices=("propose",), help=_("choose the best set within the challenge's rules")
    )
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument(
        "--size", metavar="N", type=arguments.positive, help=_("propose this many stories at most")
    )
    limit.add_argument(
        "--minutes", metavar="N", type=arguments.positive, help=_("propose what fits this time")
    )
    for option, told in _rule_options():
        parser.add_argument(option, metavar="N", type=arguments.whole, help=told)
    for option, (kind, told) in _named_options().items():
        parser.add_argument(
            option,
            dest="named",
            metavar="NAME:N",
            type=partial(arguments.named_limit, kind),
            action="append",
            default=[],
            help=told,
        )
    parser.add_argument(
        "--pin",
        metavar="NUMBER",
        type=arguments.number,
        action="append",
        default=[],
        help=_("hold a story in"),
    )
    parser.add_argument(
        "--exclude",
        metavar="NUMBER:REASON",
        type=arguments.exclusion,
        action="append",
        default=[],
        help=_("keep a story out"),
    )
    parser.add_argument(
        "--mood",
        metavar="NUMBER:MOOD",
        type=arguments.mood,
        action="append",
        default=[],
        help=_("say whether a story is light or serious, for the order to go from one to the other"),
    )
    parser.add_argument("--lock", action="store_true", help=_("freeze it with the figures it rests on"))


def _rule_options() -> Iterator[tuple[str, str]]:
    """Further rules, which are kept in the challenge; 0 takes one away."""
    yield "--max-per-author", _("choose at most so many stories by one author; 0 for any number")
    yield "--max-per-theme", _("at most so many on one theme")
    yield "--min-per-theme", _("at least so many on each theme")
    yield "--max-per-language", _("at most so many in one language")
    yield "--min-per-language", _("at least so many in each language")
    yield "--min-readings", _("only stories that were read so many times")


def _named_options() -> Mapping[str, tuple[str, str]]:
    """Rules for one theme or language, which go before those for each; any takes one away."""
    return {
        "--min-theme": ("theme_least", _("at least N on the theme of that name; any takes this rule away")),
        "--max-theme": ("theme_most", _("at most N on the theme of that name, 0 for none")),
        "--min-language": ("language_least", _("at least N in that language, as in de:2")),
        "--max-language": ("language_most", _("at most N in that language, 0 for none")),
    }


def _shortlist(given: Namespace, desk: Desk) -> int:
    if {number for number, _reason in given.exclude} & set(given.pin):
        raise Misused(_("a story cannot be pinned and excluded at once"))
    changes = _proposes(given) or given.pin or given.exclude or given.mood or given.lock
    with (desk.writing if changes else desk.reading)(given.file) as opened:
        stories.set_moods(opened.workspace, dict(given.mood))
        rules = _rules(given, opened)
        results = _results(opened, rules)
        proved = _choose(given, opened, results, rules)
        if given.lock:
            lock_with_figures(opened.workspace, results, Control())
        made, rest = _as_it_stands(opened, results)
    found = {
        "locked": made.lock is not None,
        "minutes": made.minutes,
        "proved": proved,
        "rules": plain_rules(rules),
        "stories": [
            {
                "number": place.story.number,
                "position": place.choice.position,
                "minutes": place.minutes,
                "pinned": place.choice.pinned,
                "reason": place.choice.reason,
            }
            for place in made.places
        ],
        "left_out": [{"number": out.story.number, "why": out.why} for out in rest],
    }
    desk.output.give(found, lambda: _told(made, rest, rules))
    return DONE


def _rules(given: Namespace, opened: OpenChallenge) -> ChoosingRules:
    """The rules as they are kept, with what is given in their place."""
    with opened.workspace.read() as unit:
        rules = with_limits(rules_for(unit), **_limits(given))
    for kind, name, limit in given.named:
        rules = with_named(rules, kind, name, limit)
    return rules


def _results(opened: OpenChallenge, rules: ChoosingRules) -> "Results | None":
    """The ranking that the rules ask for, or None while there are no ratings."""
    from learningstories.services.sought import results_by_rules  # noqa: PLC0415 - brings NumPy along

    try:
        return results_by_rules(opened.workspace, opened.lists, rules)
    except NothingToRank:
        return None


def _limits(given: Namespace) -> dict[str, int | None]:
    """The rules that are given; time takes the place of a number, and the other way round."""
    limits = {name: value for name in _RULES if (value := getattr(given, _RULES[name])) is not None}
    if given.minutes or given.size:
        limits |= {"minutes": given.minutes or 0, "size": given.size}
    return limits


_RULES = {
    "author_most": "max_per_author",
    "theme_most": "max_per_theme",
    "theme_least": "min_per_theme",
    "language_most": "max_per_language",
    "language_least": "min_per_language",
    "readings_least": "min_readings",
}


def _proposes(given: Namespace) -> bool:
    return bool(given.deed or given.named or _limits(given))


def _choose(
    given: Namespace, opened: OpenChallenge, results: "Results | None", rules: ChoosingRules
) -> bool | None:
    """Propose or decide as asked; whether the proposal is the best there is, None where there is none."""
    from learningstories.services import proposing  # noqa: PLC0415 - brings NumPy and SciPy along

    decisions = proposing.Decisions(pins=tuple(dict.fromkeys(given.pin)), exclusions=dict(given.exclude))
    if _proposes(given):
        if results is None:
            raise NothingToRank
        return proposing.propose(opened.workspace, results, rules=rules, decisions=decisions).proved
    if decisions.pins or decisions.exclusions:
        proposing.decide(opened.workspace, decisions)
    return None


def _as_it_stands(opened: OpenChallenge, results: "Results | None") -> tuple[Programme, Sequence[LeftOut]]:
    with opened.workspace.read() as unit:
        made, rest = shortlisting.programme(unit), left_out(unit, results)
    if results is None or not made.places:
        return made, rest
    from learningstories.services.why_not import told_exactly  # noqa: PLC0415 - brings SciPy along

    return made, told_exactly(opened.workspace, results, rest, Control())


def _told(made: Programme, rest: Sequence[LeftOut], rules: ChoosingRules) -> Iterator[str]:
    state = _("locked") if made.lock else _("open")
    yield _("{minutes} of {there_are} minutes, {state}").format(
        minutes=made.minutes, there_are=made.minutes_there_are, state=state
    )
    minutes = made.minutes_there_are if rules.minutes != 0 else None
    yield _("Rules: {rules}").format(rules=listed_apart(rules_words(rules, minutes)))
    rows: list[tuple[str, ...]] = [
        (
            f"{place.choice.position}.",
            f"#{place.story.number}",
            place.story.title,
            plural("{n} min", "{n} min", place.minutes).format(n=place.minutes),
            _("pinned") if place.choice.pinned else "",
            place.choice.reason,
        )
        for place in made.places
    ]
    yield from columns(rows)
    if rest:
        yield ""
        yield _("Not in:")
        yield from columns([(f"#{out.story.number}", out.story.title, out.why) for out in rest])


COMMANDS: Sequence[Command] = (
    Command("shortlist", _("show, propose, decide on or lock the shortlist"), _arguments, _shortlist),
)
