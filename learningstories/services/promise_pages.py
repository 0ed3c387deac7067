"""The report on promises as printed pages, and as words in another challenge's call."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from learningstories.domain.challenge import Challenge
from learningstories.domain.deadline import zone_of
from learningstories.domain.promise import Outcome
from learningstories.i18n import _, listed, quoted, speaking
from learningstories.services.challenges import book_of
from learningstories.services.document_content import DocumentContent, DocumentReport, Line, Printed
from learningstories.services.progress import Control
from learningstories.services.promise_report import (
    Deed,
    Moved,
    PromiseReport,
    figures_words,
    paragraph,
    promise_report,
)
from learningstories.services.promise_words import outcome_words
from learningstories.services.toolbox import Toolbox
from learningstories.services.workspace import Workspace

_SHOWN = (Outcome.KEPT, Outcome.PARTLY, Outcome.NOT, Outcome.SILENT, Outcome.OPEN)


def save_report(workspace: Workspace, toolbox: Toolbox, target: Path, control: Control) -> DocumentReport:
    """Typeset the report at `target`; raises what `toolbox.make_document` raises."""
    with workspace.read() as unit:
        challenge, now, look = unit.challenge(), workspace.clock(), book_of(unit).look
        with speaking(challenge.language):
            report = promise_report(unit, now)
            data = _data(report)
            title = _("Did it move anyone?")
    content = DocumentContent(
        template="promises",
        title=title,
        data=data,
        dated=_dated(challenge, now.astimezone(zone_of(challenge.zone)).date()),
        language=challenge.language,
        author=challenge.community,
        look=look,
    )
    return toolbox.make_document(content, target, control)


def _dated(challenge: Challenge, today: date) -> date:
    """The evening, as in all that is made of it; before there is one, today."""
    at = challenge.event_at
    return at.astimezone(zone_of(challenge.zone)).date() if at is not None else today


def _data(report: PromiseReport) -> dict[str, Printed]:
    return {
        "kicker": report.title,
        "figures": figures_words(report),
        "whole": _bar(report.counts, report.promises, ""),
        "legend": [{"key": str(outcome), "line": outcome_words(outcome)} for outcome in _SHOWN],
        "most": max((moved.promises for moved in report.moved), default=1),
        "moved-title": _("What the stories led to"),
        "moved": [_row(moved) for moved in report.moved],
        "deeds-title": _("What people did"),
        "deeds": [_deed(deed) for deed in report.deeds],
        "nothing": _("Nobody who may be quoted has told us yet."),
    }


def _row(moved: Moved) -> dict[str, Printed]:
    return {
        "title": Line(text=moved.title, language=moved.language),
        "count": str(moved.promises),
        "bar": _bar(moved.counts, moved.promises, moved.title),
    }


def _bar(counts: Mapping[Outcome, int], whole: int, title: str) -> dict[str, Printed]:
    """The parts of a bar, and the same in words."""
    parts = [(outcome, counts.get(outcome, 0)) for outcome in _SHOWN if counts.get(outcome, 0)]
    words = listed(f"{outcome_words(outcome)}: {count}" for outcome, count in parts)
    return {
        "parts": [{"key": str(outcome), "share": count} for outcome, count in parts],
        "whole": whole,
        "words": f"{title}: {words}" if title and words else words,
    }


def _deed(deed: Deed) -> dict[str, Printed]:
    who = " · ".join(part for part in (deed.name, deed.story) if part)
    return {
        "key": str(deed.outcome),
        "outcome": outcome_words(deed.outcome),
        "promise": quoted(deed.promise),
        "told": deed.told,
        "who": who,
    }


def tell_in(workspace: Workspace, report: PromiseReport) -> Challenge:
    """Put what came of an earlier challenge at the end of this one's call, as one step."""
    with workspace.change(_("Tell in the call what came of “{title}”").format(title=report.title)) as unit:
        challenge = unit.challenge()
        with speaking(challenge.language):
            words = paragraph(report)
        call = f"{challenge.call.rstrip()}\n\n{words}\n".lstrip()
        told = replace(challenge, call=call)
        unit.challenges.replace(told)
    return told
