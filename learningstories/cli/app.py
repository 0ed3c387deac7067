"""Runs one command and gives its exit status: 0 done, 1 refused, 2 not understood."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from learningstories.cli import arguments
from learningstories.cli.command import DONE, REFUSED, USAGE, Desk
from learningstories.cli.output import Output
from learningstories.cli.parser import COMMANDS, PROGRAM, Parser, command_parser, root_parser
from learningstories.cli.parser_faults import Misused
from learningstories.domain.errors import Cancelled, ExpectedError, FileMissing
from learningstories.i18n import _
from learningstories.services.sentences import advice
from learningstories.services.server_address import is_address
from learningstories.services.toolbox import Toolbox

STOPPED = 130
_JSON = "--json"


def names() -> frozenset[str]:
    """The words that are commands."""
    return frozenset(COMMANDS)


def run(words: Sequence[str], toolbox: Toolbox) -> int:
    """Do what `words` say."""
    output = Output(as_json=_JSON in _before_end(words))
    try:
        status = _run(words, Desk(toolbox, output))
        sys.stdout.flush()
    except Misused as fault:
        if fault.usage:
            output.complain(fault.usage.rstrip())
        output.refuse("usage", str(fault))
        return USAGE
    except ExpectedError as error:
        code: Any = error.code
        output.refuse(code, advice(error))
        return REFUSED
    except KeyboardInterrupt:
        output.refuse(Cancelled.code, advice(Cancelled()))
        return STOPPED
    except BrokenPipeError:
        # Whoever read along has seen enough; a second complaint at exit would only puzzle.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return status


def _run(words: Sequence[str], desk: Desk) -> int:
    place = next((place for place, word in enumerate(words) if word != _JSON), None)
    if place is None or words[place] not in COMMANDS:
        return _no_command(words)
    command = COMMANDS[words[place]]
    parser = command_parser(command)
    try:
        given = _parse(parser, [*words[:place], *words[place + 1 :]])
    except SystemExit:  # argparse leaves so after --help
        return DONE
    return command.run(given, desk)


def _no_command(words: Sequence[str]) -> int:
    """Tell about the commands, or what is wrong with the words."""
    plain = [word for word in words if not word.startswith("-")]
    if len(plain) == 1 and Path(plain[0]).name != Path(plain[0]).stem:
        raise FileMissing(Path(plain[0]).name)
    if len(plain) == 1 and is_address(plain[0]):
        arguments.server(plain[0])  # raises for one with a password, which is not to be repeated
    parser = root_parser()
    if plain:
        told = _("“{word}” is no command; {program} --help lists them").format(word=plain[0], program=PROGRAM)
        raise Misused(told, parser.format_usage())
    try:
        _parse(parser, words)
    except SystemExit:
        return DONE
    told = _("say what to do; {program} --help lists the commands").format(program=PROGRAM)
    raise Misused(told, parser.format_usage())


def _parse(parser: Parser, words: Sequence[str]) -> Namespace:
    try:
        return parser.parse_args(list(words))
    except Misused:
        if "--" in words:
            raise
        # Options may also stand in the middle of several files, where a single pass does not look.
        return parser.parse_intermixed_args(list(words))


def _before_end(words: Sequence[str]) -> Sequence[str]:
    """The words that may be options: those before a lone --."""
    return words[: words.index("--")] if "--" in words else words
