"""What makes no sense in a challenge, in a sentence."""

from collections.abc import Callable

from learningstories.domain.errors import ChallengeInvalid
from learningstories.i18n import _


def challenge_fault(error: ChallengeInvalid) -> str:
    """What is the matter with a field, and what to do about it."""
    return _FIELDS.get((error.field, error.cause), lambda: _("Please look at “{field}” again."))().format(
        field=error.field
    )


_FIELDS: dict[tuple[str, str], Callable[[], str]] = {
    ("title", "empty"): lambda: _("The challenge needs a title."),
    ("question", "empty"): lambda: _("The challenge needs a question for its readers."),
    ("scale", "points"): lambda: _("The scale needs 2 to 7 points."),
    ("scale", "empty"): lambda: _("Each point of the scale needs a word."),
    ("criteria", "points"): lambda: _("Each further criterion needs a scale of 2 to 7 points."),
    ("criteria", "empty"): lambda: _("Each further criterion needs a question, and a word for each point."),
    ("criteria", "weight"): lambda: _(
        "A further criterion counts from 0, not at all, to 1,000, ten times as much as the question itself."
    ),
    ("scale", "in_use"): lambda: _(
        "Some stories were already rated higher than this scale reaches. Keep as many points as it has now."
    ),
    ("opens_at", "after_close"): lambda: _(
        "The challenge would open after it closes. Change one of the two dates."
    ),
    ("grace_minutes", "negative"): lambda: _("The grace period cannot be negative."),
    ("grace_minutes", "too_many"): lambda: _("The grace period cannot be longer than a year."),
    ("words_least", "negative"): lambda: _("The fewest words cannot be negative."),
    ("words_most", "none"): lambda: _("The most words must be at least one."),
    ("words_most", "too_many"): lambda: _("No story has more than a million words. Choose a lower limit."),
    ("words_most", "below_least"): lambda: _("The most words are fewer than the fewest words."),
    ("readings_wanted", "none"): lambda: _("Each story needs at least one reading."),
    ("readings_wanted", "too_many"): lambda: _("Nobody finds more than 1,000 readers a story. Choose fewer."),
    ("story_languages", "no_code"): lambda: _(
        "The languages of stories are written as codes, such as en, de or pt-BR."
    ),
    ("extensions", "empty"): lambda: _("More time for an author needs the author's e-mail address."),
    ("event_minutes", "too_many"): lambda: _("An event cannot take longer than a week."),
    ("event_minutes", "none"): lambda: _("The event needs at least one minute for stories."),
}
