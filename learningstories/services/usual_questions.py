"""What a new challenge asks, in the language of its book and packs, until it is worded otherwise."""

from typing import Any

from learningstories.i18n import _, in_context, speaking


def usual_questions(code: str) -> dict[str, Any]:
    """The call, the questions and the scale, as fields of a challenge; English, where there are no words."""
    with speaking(code):
        return {
            "call": _("Tell a story about learning which inspires someone to act."),
            "question": _("How much does this story make you want to act?"),
            "scale": (
                in_context("scale", "Not at all"),
                in_context("scale", "A little"),
                in_context("scale", "Somewhat"),
                in_context("scale", "A lot"),
                in_context("scale", "Very strongly"),
            ),
            "action_question": _("What would you do? One action."),
            "chance_question": _("The chance you do it within 30 days"),
            "why_question": _("Why? One sentence"),
        }
