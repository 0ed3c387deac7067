"""What was moved between a file and a server, in a person's words."""

from learningstories.i18n import _, numeral, plural
from learningstories.services.server_port import Moved


def moved_words(moved: Moved, target: str) -> list[str]:
    """What is there now, and that it is the same."""
    stories = plural("{n} story", "{n} stories", moved.stories).format(n=numeral(moved.stories))
    readings = plural("{n} reading", "{n} readings", moved.readings).format(n=numeral(moved.readings))
    steps = plural("{n} step of history", "{n} steps of history", moved.steps).format(n=numeral(moved.steps))
    return [
        _("“{title}” is at {target} now: {stories}, {readings}, {steps}.").format(
            title=moved.title, target=target, stories=stories, readings=readings, steps=steps
        ),
        plural(
            "{n} line was compared, and is the same at both ends.",
            "All {n} lines were compared, and are the same at both ends.",
            moved.lines,
        ).format(n=numeral(moved.lines)),
    ]
