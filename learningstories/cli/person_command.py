"""What is held about one person: told, exported, removed."""

from argparse import ArgumentParser, Namespace
from typing import Any

from learningstories.cli import arguments
from learningstories.cli.command import DONE, REFUSED, Command, Desk, add_only_file
from learningstories.i18n import _
from learningstories.services.one_person import Held, held_about
from learningstories.services.opening import OpenChallenge
from learningstories.services.person_backups import (
    InBackups,
    backup_lines,
    clear_backups,
    cleared_lines,
    holding_person,
    word_for,
)
from learningstories.services.person_export import export_person
from learningstories.services.person_removal import remove_person
from learningstories.services.person_words import held_lines, outside_lines, removed_lines
from learningstories.services.progress import Control

_KEEP = "keep"


def _arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add_only_file(parser, _("the challenge"))
    add("who", metavar="WHO", help=_("a name or an e-mail address"))
    add(
        "--export",
        metavar="FOLDER",
        type=arguments.target,
        help=_("save all of it in a folder, or in a .zip file"),
    )
    add("--remove", action="store_true", help=_("remove all of it; nothing takes that back"))
    add("--confirm", metavar="NAME", default="", help=_("the name once more, to remove it"))
    add(
        "--readings",
        choices=(_KEEP, "remove"),
        default=_KEEP,
        help=_("of a reviewer: keep the ratings without a name (keep), or remove them, too"),
    )
    add(
        "--backups",
        choices=[str(each) for each in InBackups],
        default=str(InBackups.KEEP),
        help=_("what becomes of the backups that hold them (keep)"),
    )


def _person(given: Namespace, desk: Desk) -> int:
    how = desk.writing if given.remove else desk.reading
    with how(given.file) as opened:
        with opened.workspace.read() as unit:
            held = held_about(unit, opened.lists, given.who)
        exported = export_person(opened, held, given.export) if given.export is not None else 0
        if given.remove:
            return _remove(given, desk, opened, held)
    shelf, word = desk.toolbox.backups(), word_for(held)
    backups = holding_person(shelf, given.file, word, desk.toolbox.open_to_read, Control())
    found = {**_as_json(held), "backups": [each.at.isoformat() for each in backups], "files": exported}

    def lines() -> list[str]:
        told = [held.person.name, *held_lines(held), *outside_lines(held), *backup_lines(backups)]
        if given.export is not None:
            told.append(_("All of it is in {folder}").format(folder=given.export))
        return told

    desk.output.give(found, lines)
    return DONE


def _remove(given: Namespace, desk: Desk, opened: OpenChallenge, held: Held) -> int:
    name = held.person.name
    if " ".join(given.confirm.split()).casefold() != name.casefold():
        told = _(
            "This would remove all that is held about {name}; nothing takes it back. Add: --confirm “{name}”"
        ).format(name=name)
        desk.output.refuse("not_confirmed", told, _as_json(held))
        return REFUSED
    shelf, word = desk.toolbox.backups(), word_for(held)
    backups = holding_person(shelf, given.file, word, desk.toolbox.open_to_read, Control())
    done = remove_person(opened, word, keep_readings=given.readings == _KEEP)
    cleared = clear_backups(shelf, backups, word, InBackups(given.backups), Control())
    found = {
        "removed": {"stories": done.stories, "readings": done.gone, "readings_kept": done.kept},
        "backups_left": [each.at.isoformat() for each in cleared.left],
        "outputs": list(held.outputs),
    }
    desk.output.give(found, lambda: [*removed_lines(done), *cleared_lines(cleared), *outside_lines(held)])
    return DONE


def _as_json(held: Held) -> dict[str, Any]:
    return {
        "name": held.person.name,
        "addresses": sorted(held.person.mails),
        "stories": [story.number for story in held.stories],
        "readings": len(held.readings),
        "readings_of_their_stories": len(held.others),
        "packs": len(held.packs),
        "returns": len(held.returned),
        "promises": len(held.promises),
        "on_the_list_of_guests": held.listed,
        "outputs": list(held.outputs),
        "steps": len(held.steps),
        "mentioned_in": list(held.mentioned),
    }


COMMANDS = (Command("person", _("what is held about one person, to save or remove"), _arguments, _person),)
