"""The book's own words."""

from learningstories.i18n import _


def book_labels() -> dict[str, str]:
    """Headings and column names, in the language of the moment."""
    return {
        "contents": _("Contents"),
        "running_order": _("Running order"),
        "time": _("Time"),
        "story": _("Story"),
        "told_by": _("Told by"),
        "minutes": _("Minutes"),
        "promises": _("What people will do"),
        "questions": _("To talk about"),
        "readers": _("With thanks to these readers"),
        "call": _("What we asked"),
        "untitled": _("Without a title"),
        "picture": _("A picture without a description"),
    }
