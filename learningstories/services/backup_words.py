"""Words about backups."""

from datetime import datetime

from babel.dates import format_datetime

from learningstories.i18n import _, language
from learningstories.services.backups import Why


def why_words(why: Why) -> str:
    """What a backup was made for."""
    return {
        Why.CHANGED: _("while it was being changed"),
        Why.CLOSED: _("when it was closed"),
        Why.WANTED: _("somebody wanted one"),
        Why.BEFORE_MANY: _("before much was taken in"),
        Why.BEFORE_RESTORE: _("before going back to a backup"),
        Why.BEFORE_UPDATE: _("before an update"),
    }[why]


def day_words(moment: datetime) -> str:
    """A moment on the clocks of this computer: "Sun 24 November 2013, 17:40"."""
    return format_datetime(moment.astimezone(), "EEE d MMMM y, HH:mm", locale=language())


def restored_label(moment: datetime) -> str:
    """What history calls going back to a backup of this moment."""
    return _("Go back to the backup of {when}").format(when=day_words(moment))
