"""Gathers the call for stories as the data that its template reads."""

from pathlib import Path

from learningstories.publish.call_tree import call_blocks
from learningstories.publish.facts import Fact
from learningstories.publish.lettering import WITH_CAPITALS, first_language, reads_from_right, script_of
from learningstories.publish.nodes import Node, line_node
from learningstories.publish.sheet_volume import sheet_volume
from learningstories.publish.volume import Volume
from learningstories.services.call_content import CallContent, CallFact, CallLine


def call_volume(content: CallContent, folder: Path) -> tuple[Volume, list[Fact]]:
    """The call as data, and what to tell of it; fonts that are needed go to `folder`.

    Raises `GlyphMissing`.
    """
    return sheet_volume(_frame(content), folder)


def _frame(content: CallContent) -> Node:
    language, region = first_language(content.language)
    return {
        "language": language,
        "region": region,
        "rtl": reads_from_right(language),
        "paper": str(content.paper),
        "look": str(content.look),
        "dated": [content.dated.year, content.dated.month, content.dated.day],
        "labels": {},
        "kicker": _line(content.kicker),
        "title": _line(content.title),
        "organisation": _line(content.organisation),
        "call": call_blocks(content),
        "deadline": _fact(content.deadline),
        "facts": [_fact(fact) for fact in content.facts],
        "consent": {
            "heading": _line(content.consent.heading),
            "intro": _line(content.consent.intro),
            "uses": [
                {"name": _line(use.name), "meaning": _line(use.meaning)} for use in content.consent.uses
            ],
        },
        "question": _fact(content.question),
        "event": _fact(content.event) if content.event else None,
    }


def _fact(fact: CallFact) -> Node:
    return {"heading": _line(fact.heading), "lines": [_line(line) for line in fact.lines]}


def _line(line: CallLine) -> Node:
    node = line_node(line.text, first_language(line.language)[0])
    cased = bool(line.text) and script_of(line.text[0]) in WITH_CAPITALS
    return node | {"address": line.address, "cased": cased}
