"""What a form's columns hold, in a person's words."""

from datetime import datetime

from learningstories.domain.form import FormField
from learningstories.i18n import _
from learningstories.services.date_words import DATED_MOMENT, WEEKDAY, date_words


def field_words(field: FormField) -> str:
    """What a field of a form is called."""
    return {
        FormField.LEFT_OUT: _("Leave out"),
        FormField.TEXT: _("Story text"),
        FormField.TITLE: _("Title"),
        FormField.AUTHOR: _("Author"),
        FormField.FIRST_NAME: _("First name"),
        FormField.LAST_NAME: _("Last name"),
        FormField.EMAIL: _("E-mail"),
        FormField.RECEIVED: _("When it was sent"),
        FormField.THEME: _("Theme"),
        FormField.LANGUAGE: _("Language"),
        FormField.CONSENT_READ: _("Consent to reading"),
        FormField.CONSENT_PRINT: _("Consent to printing"),
        FormField.CONSENT_WEB: _("Consent for the web"),
        FormField.CONSENT_STAGE: _("Consent for the stage"),
        FormField.CONSENT: _("Consent, as worded"),
        FormField.CONSENT_ALL: _("Consent to all of it"),
        FormField.NAME_USE: _("How the name is shown"),
        FormField.FILES: _("Links to files"),
        FormField.ROW_ID: _("Number of the answer"),
    }[field]


# The order in which people are shown them.
FIELDS = (
    *(FormField.TEXT, FormField.TITLE, FormField.AUTHOR, FormField.FIRST_NAME, FormField.LAST_NAME),
    *(FormField.EMAIL, FormField.RECEIVED, FormField.THEME, FormField.LANGUAGE, FormField.CONSENT_READ),
    *(FormField.CONSENT_PRINT, FormField.CONSENT_WEB, FormField.CONSENT_STAGE, FormField.CONSENT),
    *(FormField.CONSENT_ALL, FormField.NAME_USE, FormField.FILES, FormField.ROW_ID),
)


def day_words(moment: datetime) -> str:
    """A day as it is told: "Fri 3 April 2026"."""
    return date_words(moment.date(), WEEKDAY)


def clock_words(moment: datetime) -> str:
    """What a clock showed: "3 Apr 2026, 10:00"."""
    return date_words(moment, DATED_MOMENT)
