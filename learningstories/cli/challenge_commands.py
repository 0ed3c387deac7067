"""Commands about the challenge as a whole: new, history, undo, redo, check."""

from argparse import ArgumentParser, Namespace
from typing import Any

from learningstories.cli import arguments
from learningstories.cli.command import DONE, REFUSED, Command, Desk, add_file
from learningstories.cli.output import columns
from learningstories.domain.challenge import Challenge, LateRule
from learningstories.domain.deadline import read_moment, zone_name, zone_of
from learningstories.domain.errors import FileDamaged, NoSuchLanguage
from learningstories.i18n import SOURCE, _, listed_apart, plural
from learningstories.services import challenges
from learningstories.services.changes import OF_THE_SHORTLIST, HistoryLine
from learningstories.services.language_names import language_code
from learningstories.services.pruning import forget_before, forgotten_words
from learningstories.services.sentences import advice
from learningstories.services.usual_questions import usual_questions

MOST_HISTORY = 10**6


def _new_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "file",
        metavar="FILE",
        type=arguments.new_challenge,
        help=_("the file to make, such as spring.stories"),
    )
    add("--title", metavar="T", required=True, help=_("what the challenge is called"))
    add("--closes", metavar="WHEN", required=True, help=_("the deadline, such as “2013-03-21 23:59”"))
    add(
        "--zone", metavar="ZONE", required=True, help=_("whose clocks: Europe/London, or “anywhere on Earth”")
    )
    add("--grace", metavar="MIN", type=arguments.whole, help=_("minutes after the deadline that still count"))
    add("--late", choices=[str(rule) for rule in LateRule], help=_("what happens to late stories (decide)"))
    add("--words", metavar="MIN:MAX", type=arguments.word_limits, help=_("fewest and most words"))
    add("--themes", metavar="A,B", type=arguments.names, help=_("themes to choose from"))
    add(
        "--language",
        metavar="LANGUAGE",
        default=SOURCE,
        help=_("language of the questions, the book and packs (en)"),
    )
    add("--languages", metavar="A,B", type=arguments.names, help=_("languages stories may be in (any)"))
    add("--contact", metavar="TEXT", help=_("where stories are sent, such as an e-mail address"))
    add("--readings", metavar="N", type=arguments.whole, help=_("readings each story should have (3)"))
    add("--blind", action="store_true", help=_("readers do not see who wrote a story"))
    add("--minutes", metavar="N", type=arguments.whole, help=_("minutes for stories on the evening (60)"))


def _new(given: Namespace, desk: Desk) -> int:
    zone, spoken = zone_name(given.zone), language_code(given.language)
    if not spoken:
        raise NoSuchLanguage(given.language)
    least, most = given.words or (None, None)
    options: dict[str, Any] = {
        "grace_minutes": given.grace,
        "late_rule": LateRule(given.late) if given.late else None,
        "words_least": least,
        "words_most": most,
        "themes": given.themes,
        "story_languages": given.languages,
        "contact": given.contact.strip() if given.contact else None,
        "readings_wanted": given.readings,
        "event_minutes": given.minutes,
    }
    challenge = Challenge(
        id=challenges.new_id(),
        title=given.title.strip(),
        closes_at=read_moment(given.closes, zone),
        zone=zone,
        blind=given.blind,
        language=spoken,
        **usual_questions(spoken),
        **{name: value for name, value in options.items() if value is not None},
    )
    desk.make(given.file, challenge)
    made = _("Made {file}: “{title}”").format(file=given.file, title=challenge.title)
    desk.output.give({"file": str(given.file)}, lambda: [made])
    return DONE


def _history_arguments(parser: ArgumentParser) -> None:
    _just_file(parser)
    parser.add_argument("--story", metavar="NUMBER", type=arguments.number, help=_("only of one story"))
    parser.add_argument("--shortlist", action="store_true", help=_("only of the shortlist"))
    parser.add_argument(
        "--forget-before",
        metavar="DATE",
        help=_("forget what was done before, such as 2013-03-01; nothing takes that back"),
    )


def _history(given: Namespace, desk: Desk) -> int:
    if given.forget_before is not None:
        return _forget(given, desk)
    with desk.reading(given.file) as opened:
        with opened.workspace.read() as unit:
            zone = zone_of(unit.challenge().zone)
            story = unit.story(given.story).id if given.story is not None else None
        kinds = OF_THE_SHORTLIST if given.shortlist else ()
        lines = opened.workspace.history(story=story, kinds=kinds, limit=MOST_HISTORY)
    rows = [(f"{x.at.astimezone(zone):%Y-%m-%d %H:%M}", x.who, _told(x)) for x in lines]
    desk.output.give([_step(x) for x in lines], lambda: columns(rows))
    return DONE


def _forget(given: Namespace, desk: Desk) -> int:
    with desk.writing(given.file) as opened:
        with opened.workspace.read() as unit:
            zone = unit.challenge().zone
        day = given.forget_before.strip()
        # A day alone would be its last minute, and what was done on it is to stay.
        moment = read_moment(day if ":" in day else f"{day} 00:00", zone)
        count = forget_before(opened, moment)
    desk.output.give({"forgotten": count, "before": moment.isoformat()}, lambda: [forgotten_words(count)])
    return DONE


def _step(line: HistoryLine) -> dict[str, Any]:
    return {
        "step": line.seq,
        "label": line.label,
        "at": line.at.isoformat(),
        "who": line.who,
        "kind": str(line.kind),
        "undone": line.undone,
    }


def _told(line: HistoryLine) -> str:
    told = {"undo": _("Undo: {label}"), "redo": _("Redo: {label}")}.get(line.kind, "{label}")
    text = told.format(label=line.label)
    return _("{text} (taken back)").format(text=text) if line.undone else text


def _undo(given: Namespace, desk: Desk) -> int:
    with desk.writing(given.file) as opened:
        label = opened.workspace.undo()
    desk.output.give({"undone": label}, lambda: [_("Taken back: {label}").format(label=label)])
    return DONE


def _redo(given: Namespace, desk: Desk) -> int:
    with desk.writing(given.file) as opened:
        label = opened.workspace.redo()
    desk.output.give({"redone": label}, lambda: [_("Brought back: {label}").format(label=label)])
    return DONE


def _check(given: Namespace, desk: Desk) -> int:
    try:
        with desk.reading(given.file) as opened:
            problems = opened.check()
    except FileDamaged as error:
        sentence = advice(error)
        desk.output.refuse(error.code, sentence, {"ok": False, "problems": [sentence]})
        return REFUSED
    found = {"ok": not problems, "problems": problems}
    if not problems:
        desk.output.give(
            found, lambda: [_("Everything in “{name}” is as it should be.").format(name=given.file)]
        )
        return DONE
    told = plural("{n} thing is wrong in “{name}”", "{n} things are wrong in “{name}”", len(problems))
    count = told.format(n=len(problems), name=given.file.name)
    sentence = _("{count}: {problems}. Open a backup of it instead.").format(
        count=count, problems=listed_apart(problems)
    )
    desk.output.refuse("check_failed", sentence, found)
    return REFUSED


def _just_file(parser: ArgumentParser) -> None:
    add_file(parser, _("the challenge"))


COMMANDS = (
    Command("new", _("make a challenge"), _new_arguments, _new),
    Command("history", _("what was done, the newest first"), _history_arguments, _history),
    Command("undo", _("take back the newest step"), _just_file, _undo),
    Command("redo", _("bring back what was taken back"), _just_file, _redo),
    Command("check", _("look whether the file is whole"), _just_file, _check),
)
