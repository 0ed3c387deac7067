"""Several titles in one sentence, however long and many they are."""

from collections.abc import Sequence

from learningstories.i18n import listed, plural, quoted
from learningstories.services.one_line import one_line

MOST_TITLES = 4
MOST_LETTERS = 60


def titles_words(titles: Sequence[str]) -> str:
    """The first titles in quotation marks, and how many more there are."""
    shown = [quoted(one_line(title, MOST_LETTERS)) for title in titles[:MOST_TITLES]]
    more = len(titles) - len(shown)
    if more > 0:
        shown.append(plural("{n} more", "{n} more", more).format(n=more))
    return listed(shown)
