"""Makes the call for stories as plain text, for a mail or a notice."""

from collections.abc import Iterable

from learningstories.publish.call_tree import call_blocks
from learningstories.publish.lettering import clean
from learningstories.publish.text_blocks import text_blocks
from learningstories.publish.text_lines import text_width, wrapped
from learningstories.services.call_content import CallConsent, CallContent, CallFact

WIDTH = 72
_BETWEEN = 2


def call_text(content: CallContent) -> str:
    """The whole call in lines of at most `WIDTH` columns; only an address may be longer."""
    parts = [
        _head(content),
        "\n\n".join(text_blocks(call_blocks(content), WIDTH)),
        _fact(content.deadline),
        *map(_fact, content.facts),
        _consent(content.consent),
        *([_fact(content.event)] if content.event else []),
        _fact(content.question),
    ]
    return "\n\n\n".join(part for part in parts if part) + "\n"


def _head(content: CallContent) -> str:
    lines = [
        line for said in (content.kicker, content.title, content.organisation) for line in _lines(said.text)
    ]
    return "\n".join([*lines, _rule("=", lines)])


def _fact(fact: CallFact) -> str:
    return _under(fact.heading.text, (each for line in fact.lines for each in _lines(line.text)))


def _consent(consent: CallConsent) -> str:
    names = [clean(use.name.text) for use in consent.uses]
    room = max(map(text_width, names)) + _BETWEEN
    rows = [*_lines(consent.intro.text), ""]
    for name, use in zip(names, consent.uses, strict=True):
        first, *others = wrapped(clean(use.meaning.text), WIDTH - room)
        rows.append(name + " " * (room - text_width(name)) + first)
        rows += [" " * room + line for line in others]
    return _under(consent.heading.text, rows)


def _under(heading: str, rows: Iterable[str]) -> str:
    lines = _lines(heading)
    return "\n".join([*lines, _rule("-", lines), *rows])


def _lines(text: str) -> list[str]:
    return wrapped(clean(text), WIDTH) if text else []


def _rule(mark: str, lines: Iterable[str]) -> str:
    return mark * max(map(text_width, lines), default=0)
