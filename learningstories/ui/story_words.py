"""What the details of a story are called wherever they are typed."""

from learningstories.domain.story import Mood, NameUse
from learningstories.i18n import _, in_context


def consent_words() -> dict[str, str]:
    """What an author may agree to, after "The author agrees that the story is"."""
    return {
        "consent_read": _("read by reviewers"),
        "consent_print": _("printed in the book"),
        "consent_web": _("put on the web"),
        "consent_stage": _("told on stage"),
    }


def name_use_words() -> list[tuple[str, object]]:
    """How much of the author's name may be shown, for `choice_field`."""
    return [
        (_("Full name"), NameUse.FULL),
        (_("First name only"), NameUse.FIRST),
        (_("No name"), NameUse.NONE),
    ]


def mood_words() -> list[tuple[str, object]]:
    """How a story is to be heard, for `choice_field`; an evening goes from one to the other."""
    return [
        (_("Nobody has said"), Mood.UNSAID),
        (in_context("mood", "Light"), Mood.LIGHT),
        (_("Serious"), Mood.SERIOUS),
    ]
