"""How a reviewer writes an answer in the words of a mail, as booklets, pages and mails tell it."""

from learningstories.i18n import _
from learningstories.services.hand_form import aside_word
from learningstories.services.pack_contents import PackContents


def example_lines(contents: PackContents) -> tuple[str, str]:
    """A line with an answer, and one that steps aside, in the words that are spoken at this moment."""
    challenge, numbers = contents.challenge, [story.number for story in contents.stories] or [1]
    points = ", ".join(str(len(each.scale)) for each in challenge.criteria)
    value = f"{len(challenge.scale) - 1} ({points})" if points else str(len(challenge.scale) - 1)
    answer = _("Story {n}: {point} - I will …").format(n=numbers[0], point=value)
    aside = _("Story {n}: {aside} - I know the author").format(n=numbers[-1], aside=aside_word())
    return answer, aside


def further_told() -> str:
    """What the brackets in such a line are."""
    return _("In brackets are the answers to the further questions, in their order; “-” where you have none.")
