"""What changed between two texts, as it is shown: added words on one ground, removed ones struck out."""

from html import escape

from learningstories.services.text_changes import Change
from learningstories.ui.theme import color
from learningstories.ui.tokens import Role

Runs = list[tuple[Change, str]]


def marked_changes(runs: Runs) -> str:
    """HTML of it in the colours of the moment; whatever people wrote is plain text."""
    grounds = {
        Change.ADDED: f"background-color: {color(Role.OK_SOFT).name()};",
        Change.REMOVED: f"background-color: {color(Role.BAD_SOFT).name()}; text-decoration: line-through;",
        Change.KEPT: "",
    }
    parts = (f'<span style="{grounds[kind]}">{escape(words)}</span>' for kind, words in runs)
    return f"<p>{''.join(parts)}</p>"
