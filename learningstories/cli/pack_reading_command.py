"""A reviewer's side of packs, for scripts: read PACK rate, read PACK return."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk
from learningstories.cli.parser_faults import Misused
from learningstories.domain.pack import pack_name
from learningstories.domain.reading import Knows
from learningstories.i18n import _, plural
from learningstories.services.pack_answers import AnswerShelf
from learningstories.services.pack_reading import PackReading, open_pack

_RATE, _RETURN = "rate", "return"


def _arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("pack", metavar="PACK", type=Path, help=_("the pack"))
    add("deed", choices=[_RATE, _RETURN], help=_("answer a story, or write the return file"))
    add("number", metavar="N", type=arguments.number, nargs="?", help=_("the story's number"))
    add(
        "value",
        metavar="VALUE",
        type=arguments.whole,
        nargs="?",
        help=_("the answer, 1 for the lowest point"),
    )
    add("--action", metavar="TEXT", help=_("what the reader would do"))
    add("--chance", metavar="N", type=arguments.whole, help=_("of doing it, from 0 to 10"))
    add("--why", metavar="TEXT", help=_("why, in a sentence"))
    add("--recuse", metavar="REASON", help=_("step aside from the story instead"))
    add("--out", metavar="PATH", type=arguments.target, help=_("the return file to write"))
    add("--phrase", metavar="WORDS", default="", help=_("what opens a protected pack"))


def _read(given: Namespace, desk: Desk) -> int:
    does: dict[str, Callable[[Namespace, Desk, PackReading], int]] = {_RATE: _rate, _RETURN: _return}
    _check(given)
    files = desk.toolbox.packs()
    shelf = AnswerShelf(desk.toolbox.answers_folder(), files)
    return does[given.deed](
        given, desk, open_pack(given.pack, files, shelf, desk.toolbox.clock, given.phrase)
    )


def _check(given: Namespace) -> None:
    """Whether the words go together."""
    if given.deed == _RETURN:
        if given.out is None:
            raise Misused(_("say where the return file is to be, with --out"))
        if given.number is not None:
            raise Misused(_("the return holds all answers: name no story"))
    elif given.number is None or (given.value is None and given.recuse is None):
        raise Misused(_("say which story, and the answer"))
    elif given.out is not None:
        raise Misused(_("--out goes with return"))


def _rate(given: Namespace, desk: Desk, pack: PackReading) -> int:
    written = {"action": given.action, "chance": given.chance, "why": given.why}
    answers: dict[str, Any] = {name: value for name, value in written.items() if value is not None}
    if given.recuse is None:
        answers |= {"value": given.value, "knows": Knows.NO, "aside_reason": ""}
    else:
        answers |= {"value": None, "knows": Knows.ASIDE, "aside_reason": given.recuse}
    story = pack.session.story(given.number)
    reading = pack.answer(given.number, **answers, position=story.place if story else 0)
    session = pack.session
    found = {
        "number": given.number,
        "value": reading.value,
        "action": reading.action,
        "chance": reading.chance,
        "why": reading.why,
        "recused": reading.knows is Knows.ASIDE,
        "reason": reading.aside_reason,
        "done": session.done,
        "stories": len(session.stories),
    }
    noted = _("Noted for #{number}: {value}") if given.recuse is None else _("Stepped aside from #{number}")
    progress = _("{done} of {stories} are done.").format_map(found)
    desk.output.give(found, lambda: [f"{noted.format_map(found)}. {progress}"])
    return DONE


def _return(given: Namespace, desk: Desk, pack: PackReading) -> int:
    count = pack.save_return(given.out)
    found = {
        "path": str(given.out),
        "pack_id": pack_name(pack.contents.id),
        "stories": count,
        "bytes": given.out.stat().st_size,
    }
    told = plural("Saved {path}: the answers to {n} story", "Saved {path}: the answers to {n} stories", count)
    desk.output.give(found, lambda: [told.format(path=given.out, n=count)])
    return DONE


COMMANDS = (Command("read", _("read a pack as its reviewer: answer, write the return"), _arguments, _read),)
