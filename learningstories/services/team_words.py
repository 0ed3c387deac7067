"""Who shares a challenge, in a person's words; light, for the window says them, too."""

from __future__ import annotations

from learningstories.i18n import _, listed, quoted
from learningstories.services.team import Invitation, LeftOpen, Role, SetUp


def role_word(role: Role) -> str:
    """What somebody is, in one word."""
    words = {Role.OWNER: _("owner"), Role.ORGANISER: _("organiser"), Role.READER: _("reader")}
    return words[role]


def may_words(role: Role) -> str:
    """What somebody may do, in a sentence."""
    words = {
        Role.OWNER: _("May do everything, and says who takes part."),
        Role.ORGANISER: _(
            "Works on everything; what was done stays in the history under the name of who did it."
        ),
        Role.READER: _(
            "Sees the stories that may be read, how they were rated and what was chosen; "
            "no addresses, reviewers' names or notes."
        ),
    }
    return words[role]


def set_up_words(done: SetUp) -> list[str]:
    """What setting up did."""
    told = [
        _("The tables of the challenge were made.")
        if done.made_tables
        else _("The tables of the challenge were there and were left as they are."),
        _("These groups of people have their rights now: {groups}.").format(
            groups=listed(quoted(group) for group in done.groups)
        ),
        _("Nobody else on the server can see anything of it."),
    ]
    return told + [_OPEN[one]() for one in done.left_open]


_OPEN = {
    LeftOpen.PUBLIC_SCHEMA: lambda: _(
        "Others who are let into the database may still make tables of their own in it. "
        "Ask whoever runs the server to run: REVOKE ALL ON SCHEMA public FROM PUBLIC"
    ),
    LeftOpen.LARGE_OBJECTS: lambda: _(
        "Members may still put large objects of their own into the database, which fills the disk but "
        "shows them nothing. Only whoever runs the server can forbid it."
    ),
}


def invitation_words(made: Invitation) -> list[str]:
    """What to hand on, and how."""
    told = [
        _("{name} is {role} now: {may}").format(
            name=made.name, role=role_word(made.role), may=may_words(made.role)
        ),
        _("The address to open: {address}").format(address=made.address),
    ]
    if made.password is None:
        return [*told, _("The name was known on the server already, so its password stays as it is.")]
    return [
        *told,
        _("The password, which is shown this once: {password}").format(password=made.password),
        _("Hand it on by another way than the address, and never by mail together with it."),
    ]
