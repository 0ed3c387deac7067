"""The command line's words: every command with its arguments, and how faults in them are told."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import NoReturn

from learningstories import __version__
from learningstories.cli import (
    analyse_command,
    assign_command,
    ballots_command,
    challenge_commands,
    choosing_commands,
    deciding_commands,
    locking_commands,
    making_commands,
    pack_commands,
    pack_reading_command,
    person_command,
    promises_command,
    reading_commands,
    return_commands,
    safety_commands,
    server_command,
    story_commands,
)
from learningstories.cli.command import Command
from learningstories.cli.parser_faults import Misused
from learningstories.i18n import _

PROGRAM = "learningstories"
COMMANDS: dict[str, Command] = {
    command.name: command
    for module in (
        challenge_commands,
        story_commands,
        deciding_commands,
        reading_commands,
        assign_command,
        pack_commands,
        pack_reading_command,
        return_commands,
        ballots_command,
        choosing_commands,
        making_commands,
        promises_command,
        person_command,
        analyse_command,
        safety_commands,
        locking_commands,
        server_command,
    )
    for command in module.COMMANDS
}


class Parser(ArgumentParser):
    """Tells faults by raising `Misused` instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments."""
        raise Misused(message, self.format_usage())


def command_parser(command: Command) -> Parser:
    """Understands the arguments of one command."""
    parser = Parser(prog=f"{PROGRAM} {command.name}", description=command.help, allow_abbrev=False)
    command.configure(parser)
    parser.add_argument("--json", action="store_true", help=_("answer in JSON, for scripts"))
    return parser


def root_parser() -> Parser:
    """Tells of all commands."""
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name.ljust(width)}  {command.help}" for name, command in COMMANDS.items()]
    parser = Parser(
        prog=PROGRAM,
        usage=_("{program} [FILE] | [--sample] | COMMAND ...").format(program=PROGRAM),
        description=_("Without a command, opens the window, with FILE if it is given."),
        epilog="\n".join(
            [
                _("commands:"),
                *lines,
                "",
                _("{program} COMMAND --help tells more.").format(program=PROGRAM),
                _("Sentences are in the terminal's language (LANGUAGE, LC_MESSAGES, LANG), JSON never is."),
            ]
        ),
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--sample", action="store_true", help=_("open the sample challenge in the window"))
    parser.add_argument("--json", action="store_true", help=_("answer in JSON, for scripts"))
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return parser
