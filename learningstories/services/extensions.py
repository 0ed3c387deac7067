"""More time for single authors, known by their e-mail addresses."""

from dataclasses import replace
from datetime import datetime

from learningstories.domain.challenge import Challenge, Extension
from learningstories.domain.deadline import address_key
from learningstories.domain.errors import ExtensionTooShort, NoExtension, NotAnEmail
from learningstories.i18n import _
from learningstories.services.ports import UnitOfWork
from learningstories.services.reasons import reason_in
from learningstories.services.reviewing import is_address
from learningstories.services.wording import moment_words
from learningstories.services.workspace import Workspace


def grant(workspace: Workspace, email: str, until: datetime, reason: str) -> Extension:
    """Give an author time until `until`, in place of what was given before.

    Raises `NotAnEmail`, `ReasonNeeded`, `ExtensionTooShort`.
    """
    with workspace.read() as unit:
        challenge, who = unit.challenge(), _who(unit, email)
    extension = extension_of(challenge, email, until, reason, now=workspace.clock())
    label = _("Give {who} until {moment}").format(
        who=who, moment=moment_words(until, challenge.zone, named=False)
    )
    with workspace.change(label) as unit:
        challenge = unit.challenge()
        others = others_than(email, challenge.extensions)
        unit.challenges.replace(replace(challenge, extensions=(*others, extension)))
    return extension


def take_back(workspace: Workspace, email: str, reason: str) -> None:
    """Give an author no more time than others have; raises `ReasonNeeded`, `NoExtension`.

    The reason stays in the name of the step: there is no extension left to hold it.
    """
    reason = reason_in(reason)
    with workspace.read() as unit:
        who = _who(unit, email)
    label = _("Take back the extra time of {who}: {reason}").format(who=who, reason=reason)
    with workspace.change(label) as unit:
        challenge = unit.challenge()
        others = others_than(email, challenge.extensions)
        if len(others) == len(challenge.extensions):
            raise NoExtension(email)
        unit.challenges.replace(replace(challenge, extensions=others))


def extension_of(
    challenge: Challenge, email: str, until: datetime, reason: str, *, now: datetime
) -> Extension:
    """An extension that is not stored yet; raises what `grant` raises."""
    email = email.strip()
    if not is_address(email):
        raise NotAnEmail(email)
    if until <= challenge.closes_at:
        raise ExtensionTooShort
    return Extension(email=email, until=until, reason=reason_in(reason), granted_at=now)


def others_than(email: str, extensions: tuple[Extension, ...]) -> tuple[Extension, ...]:
    """The extensions of all other authors."""
    return tuple(each for each in extensions if address_key(each.email) != address_key(email))


def of_author(challenge: Challenge, email: str) -> tuple[Extension, ...]:
    """What an author was given; more than one only in files that were not made here."""
    others = others_than(email, challenge.extensions)
    return tuple(each for each in challenge.extensions if each not in others)


def _who(unit: UnitOfWork, email: str) -> str:
    """The author's name, if a story with this address is there."""
    stories = unit.stories.find(email=[email, email.strip(), address_key(email)])
    return next((story.author for story in stories if story.author), email.strip())
