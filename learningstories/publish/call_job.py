"""Reads the order for a call back, and typesets it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from learningstories.domain.showcase import Look, Paper
from learningstories.publish.call_volume import call_volume
from learningstories.publish.facts import Fact
from learningstories.publish.typesetting import CALL, Typeset, Typesetter
from learningstories.services.call_content import CallConsent, CallContent, CallFact, CallLine, CallUse

Fields = dict[str, Any]


def typeset_call(job: Fields, folder: Path, _progress: Callable[[int], None]) -> tuple[Typeset, list[Fact]]:
    """The call that is ordered, and what to tell of it."""
    content = read_call(job["call"])
    volume, facts = call_volume(content, folder)
    return Typesetter(folder, content.dated, CALL).typeset(volume), facts


def read_call(fields: Fields) -> CallContent:
    """The content whose fields these are."""
    lines = {name: CallLine(**fields[name]) for name in ("kicker", "title", "organisation")}
    facts = {name: _fact(fields[name]) for name in ("deadline", "question")}
    made: Fields = {
        "dated": date.fromisoformat(fields["dated"]),
        "facts": tuple(map(_fact, fields["facts"])),
        "event": _fact(fields["event"]) if fields["event"] else None,
        "consent": _consent(fields["consent"]),
        "paper": Paper(fields["paper"]),
        "look": Look(fields["look"]),
    }
    return CallContent(**fields | lines | facts | made)


def _fact(fields: Fields) -> CallFact:
    return CallFact(
        heading=CallLine(**fields["heading"]), lines=tuple(CallLine(**line) for line in fields["lines"])
    )


def _consent(fields: Fields) -> CallConsent:
    return CallConsent(
        heading=CallLine(**fields["heading"]),
        intro=CallLine(**fields["intro"]),
        uses=tuple(
            CallUse(name=CallLine(**use["name"]), meaning=CallLine(**use["meaning"]))
            for use in fields["uses"]
        ),
    )
