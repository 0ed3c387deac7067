"""The questions of a form that goes with the call, as the columns of a table; its export is read unasked."""

from learningstories.domain.challenge import Challenge
from learningstories.domain.form import FormField
from learningstories.i18n import speaking
from learningstories.services.csv_file import csv_bytes
from learningstories.services.form_template import TEMPLATE_HEADERS


def template_csv(challenge: Challenge) -> bytes:
    """One line of headers in the challenge's language, without what this challenge need not ask."""
    needless = set()
    if not challenge.themes:
        needless.add(FormField.THEME)
    if len(challenge.story_languages) == 1:
        needless.add(FormField.LANGUAGE)
    with speaking(challenge.language):
        headers = [words() for field, words in TEMPLATE_HEADERS.items() if field not in needless]
    return csv_bytes([headers])
