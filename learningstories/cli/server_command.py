"""The command about challenges on a server: who takes part, moving there and back, and passwords."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk
from learningstories.cli.output import columns
from learningstories.cli.parser_faults import Misused
from learningstories.cli.signing_in import on_server
from learningstories.i18n import _
from learningstories.services.moving_words import moved_words
from learningstories.services.progress import Control
from learningstories.services.server_address import ServerAddress
from learningstories.services.server_port import Moved
from learningstories.services.team import INVITED_AS, Role
from learningstories.services.team_words import invitation_words, may_words, role_word, set_up_words


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done: what follows its word, what it does, and the doing."""

    words: tuple[str, ...]
    help: Callable[[], str]
    run: Callable[[Namespace, Desk], int]


def _arguments(parser: ArgumentParser) -> None:
    parser.formatter_class = RawDescriptionHelpFormatter
    rows = [(" ".join((name, *deed.words)), deed.help()) for name, deed in DEEDS.items()]
    parser.epilog = "\n".join(
        [
            _("what to do:"),
            *(f"  {line}" for line in columns(rows)),
            "",
            _("ADDRESS is like postgresql://name@server.example.org/challenge. No password stands in it:"),
            _("it is asked for, or found in the keyring, in PGPASSWORD or in the pgpass file."),
        ]
    )
    parser.add_argument("deed", metavar="WHAT", choices=list(DEEDS), help=_("what to do, of the list below"))
    parser.add_argument("words", metavar="WORD", nargs="+", help=_("what it is done with"))
    parser.add_argument(
        "--role",
        choices=[str(role) for role in INVITED_AS],
        help=_("what somebody who is invited will be (organiser)"),
    )


def _server(given: Namespace, desk: Desk) -> int:
    deed = DEEDS[given.deed]
    if len(given.words) != len(deed.words):
        told = _("{deed} wants {words}").format(deed=given.deed, words=" ".join(deed.words))
        raise Misused(told)
    if given.role is not None and given.deed != "invite":
        raise Misused(_("--role belongs to invite"))
    for word, value in zip(deed.words, given.words, strict=True):
        setattr(given, word.lower(), _READ[word](value))
    return deed.run(given, desk)


def _set_up(given: Namespace, desk: Desk) -> int:
    team = desk.toolbox.servers().team
    done = on_server(desk, given.address, lambda password: team.set_up(given.address, password))
    found = {
        "address": given.address.shown,
        "made_tables": done.made_tables,
        "groups": list(done.groups),
        "left_open": [str(each) for each in done.left_open],
    }
    desk.output.give(found, lambda: set_up_words(done))
    return DONE


def _members(given: Namespace, desk: Desk) -> int:
    team = desk.toolbox.servers().team
    found = on_server(desk, given.address, lambda password: team.members(given.address, password))
    rows = [(each.name, role_word(each.role), may_words(each.role)) for each in found]
    desk.output.give([{"name": each.name, "role": str(each.role)} for each in found], lambda: columns(rows))
    return DONE


def _invite(given: Namespace, desk: Desk) -> int:
    team, role = desk.toolbox.servers().team, Role(given.role or Role.ORGANISER)
    made = on_server(
        desk, given.address, lambda password: team.invite(given.address, password, given.name, role)
    )
    found = {
        "name": made.name,
        "role": str(made.role),
        "address": made.address,
        "password": made.password,
    }
    desk.output.give(found, lambda: invitation_words(made))
    return DONE


def _remove(given: Namespace, desk: Desk) -> int:
    team = desk.toolbox.servers().team
    on_server(desk, given.address, lambda password: team.remove(given.address, password, given.name))
    told = _("{name} takes part no longer. What was done under the name stays in the history.")
    desk.output.give({"name": given.name}, lambda: [told.format(name=given.name)])
    return DONE


def _push(given: Namespace, desk: Desk) -> int:
    servers = desk.toolbox.servers()
    moved = on_server(
        desk, given.address, lambda password: servers.push(given.file, given.address, password, Control())
    )
    return _tell_moved(given, desk, moved, given.address.shown)


def _fetch(given: Namespace, desk: Desk) -> int:
    servers = desk.toolbox.servers()
    moved = on_server(
        desk, given.address, lambda password: servers.fetch(given.address, password, given.file, Control())
    )
    return _tell_moved(given, desk, moved, str(given.file))


def _tell_moved(given: Namespace, desk: Desk, moved: Moved, target: str) -> int:
    found = {
        "file": str(given.file),
        "address": given.address.shown,
        "title": moved.title,
        "stories": moved.stories,
        "readings": moved.readings,
        "steps": moved.steps,
        "lines": moved.lines,
    }
    desk.output.give(found, lambda: moved_words(moved, target))
    return DONE


def _sign_in(given: Namespace, desk: Desk) -> int:
    """Keep a password that the server takes."""
    servers = desk.toolbox.servers()
    taken: list[str | None] = []

    def reach(password: str | None) -> None:
        servers.let_in(given.address, password)
        taken.append(password)

    on_server(desk, given.address, reach)
    word = taken[0]
    kept = word is not None and servers.passwords.put(given.address, word)
    if kept:
        told = _("The password is in the keyring now.")
    elif word is None:
        told = _(
            "You are let in by what PGPASSWORD or the pgpass file says, so nothing was put in the keyring."
        )
    else:
        told = _("You are let in. There is no keyring here to keep the password, so it is asked each time.")
    desk.output.give({"address": given.address.shown, "kept": kept}, lambda: [told])
    return DONE


def _sign_out(given: Namespace, desk: Desk) -> int:
    desk.toolbox.servers().passwords.forget(given.address)
    told = _("The keyring holds no password for {address} any more.")
    desk.output.give({"address": given.address.shown}, lambda: [told.format(address=given.address.shown)])
    return DONE


def _name(text: str) -> str:
    return text


def _file(text: str) -> Path:
    return arguments.target(text)


def _address(text: str) -> ServerAddress:
    return arguments.server(text)


_READ: Mapping[str, Callable[[str], object]] = {"ADDRESS": _address, "NAME": _name, "FILE": _file}
DEEDS: Mapping[str, Deed] = {
    "setup": Deed(
        ("ADDRESS",), lambda: _("make a database ready for a challenge; again after an update"), _set_up
    ),
    "members": Deed(("ADDRESS",), lambda: _("tell who takes part, and as what"), _members),
    "invite": Deed(
        ("ADDRESS", "NAME"), lambda: _("let somebody take part, or change what they are"), _invite
    ),
    "remove": Deed(("ADDRESS", "NAME"), lambda: _("let somebody take part no longer"), _remove),
    "push": Deed(("FILE", "ADDRESS"), lambda: _("copy a challenge from a file to the server"), _push),
    "fetch": Deed(("ADDRESS", "FILE"), lambda: _("copy a challenge from the server to a new file"), _fetch),
    "login": Deed(("ADDRESS",), lambda: _("keep your password in the system's keyring"), _sign_in),
    "logout": Deed(("ADDRESS",), lambda: _("take your password out of the keyring"), _sign_out),
}
COMMANDS = (Command("server", _("share a challenge on a server"), _arguments, _server),)
