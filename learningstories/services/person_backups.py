"""Which backups of a challenge hold a person, and what becomes of those."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from learningstories.domain.errors import ExpectedError, NoSuchPerson, PersonUnclear
from learningstories.i18n import _, listed, plural
from learningstories.services.backup_words import day_words
from learningstories.services.backups import Backup, Backups
from learningstories.services.one_person import Held, held_about
from learningstories.services.opening import OpenChallenge
from learningstories.services.person_removal import remove_person
from learningstories.services.progress import Control


class InBackups(StrEnum):
    """What becomes of a person in the backups."""

    KEEP = "keep"
    REWRITE = "rewrite"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """Backups without the person now, backups that were removed, and those that still hold them."""

    rewritten: tuple[Backup, ...] = ()
    removed: tuple[Backup, ...] = ()
    left: tuple[Backup, ...] = ()


def word_for(held: Held) -> str:
    """What finds the person again: the address where there is one."""
    return min(held.person.mails, default=held.person.name)


def holding_person(
    shelf: Backups, path: Path, word: str, open_to_read: Callable[[Path], OpenChallenge], control: Control
) -> tuple[Backup, ...]:
    """The backups that hold the person, the newest first, and those of which that cannot be told."""
    found, every = [], shelf.of(path)
    for place, backup in enumerate(every):
        control.step(place, len(every))
        if _may_hold(backup, word, open_to_read):
            found.append(backup)
    return tuple(found)


def _may_hold(backup: Backup, word: str, open_to_read: Callable[[Path], OpenChallenge]) -> bool:
    try:
        with closing(open_to_read(backup.file)) as opened, opened.workspace.read() as unit:
            held_about(unit, None, word)
    except NoSuchPerson:
        return False
    except ExpectedError:
        return True  # of an older release, damaged, or with several of that name
    return True


def clear_backups(
    shelf: Backups, backups: Sequence[Backup], word: str, how: InBackups, control: Control
) -> Cleared:
    """Take the person out of these backups, or let go of them; what cannot be is left and told."""
    done: dict[bool, list[Backup]] = {True: [], False: []}
    for place, backup in enumerate(backups):
        control.step(place, len(backups))
        done[how is not InBackups.KEEP and _clear(shelf, backup, word, how, control)].append(backup)
    rewritten = how is InBackups.REWRITE
    return Cleared(
        rewritten=tuple(done[True]) if rewritten else (),
        removed=() if rewritten else tuple(done[True]),
        left=tuple(done[False]),
    )


def _clear(shelf: Backups, backup: Backup, word: str, how: InBackups, control: Control) -> bool:
    try:
        if how is InBackups.REMOVE:
            shelf.remove(backup)
        else:
            shelf.alter(backup, lambda opened: _forget(opened, word), control)
    except NoSuchPerson:
        return True  # it could only not be looked into before
    except ExpectedError as error:
        if type(error).code == "cancelled":
            raise
        return False
    return True


def _forget(opened: OpenChallenge, word: str) -> None:
    """Readings stay without a name: what to count is decided in the challenge, not in its backups."""
    try:
        remove_person(opened, word, keep_readings=True)
    except PersonUnclear as error:
        for mail in error.mails:
            remove_person(opened, mail, keep_readings=True)


def backup_lines(backups: Sequence[Backup]) -> list[str]:
    """Which backups hold them, by their dates."""
    if not backups:
        return []
    told = plural("{n} backup holds them, too:", "{n} backups hold them, too:", len(backups))
    return [told.format(n=len(backups)), *(day_words(backup.at) for backup in backups)]


def cleared_lines(done: Cleared) -> list[str]:
    """What came of the backups."""
    found = []
    if done.rewritten:
        told = plural(
            "{n} backup is without them now.", "{n} backups are without them now.", len(done.rewritten)
        )
        found.append(told.format(n=len(done.rewritten)))
    if done.removed:
        told = plural("{n} backup was removed.", "{n} backups were removed.", len(done.removed))
        found.append(told.format(n=len(done.removed)))
    if done.left:
        days = listed(day_words(backup.at) for backup in done.left)
        found.append(_("Still in backups of: {dates}").format(dates=days))
    return found
