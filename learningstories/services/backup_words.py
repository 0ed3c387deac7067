"""Words about backups."""

from datetime import datetime

from babel.dates import format_datetime

from learningstories.i18n import _, language, numeral, plural
from learningstories.services.backups import MEGABYTE, Holding, Why

_GIGABYTE = 1000 * MEGABYTE


def why_words(why: Why) -> str:
    """What a backup was made for."""
    return {
        Why.CHANGED: _("while it was being changed"),
        Why.CLOSED: _("when it was closed"),
        Why.WANTED: _("somebody wanted one"),
        Why.BEFORE_MANY: _("before much was taken in"),
        Why.BEFORE_RESTORE: _("before going back to a backup"),
        Why.BEFORE_UPDATE: _("before it was brought up to date"),
    }[why]


def day_words(moment: datetime) -> str:
    """A moment on the clocks of this computer: "Sun 24 November 2013, 17:40"."""
    return format_datetime(moment.astimezone(), "EEE d MMMM y, HH:mm", locale=language())


def restored_label(moment: datetime) -> str:
    """What history calls going back to a backup of this moment."""
    return _("Go back to the backup of {when}").format(when=day_words(moment))


def space_words(size: int) -> str:
    """How much room there is: "2 GB"."""
    if size < _GIGABYTE:
        return _("{n} MB").format(n=numeral(size // MEGABYTE))
    return _("{n} GB").format(n=numeral(size / _GIGABYTE, ",.4g"))


def against(count: int, now: int | None) -> str:
    """How many there are in a backup, and how many more or fewer than now, in brackets."""
    if now is None or count == now:
        return numeral(count)
    sign = "+" if count > now else "\N{MINUS SIGN}"
    return f"{numeral(count)} ({sign}{numeral(abs(count - now))})"


def holding_words(holding: Holding) -> str:
    """What a challenge holds now."""
    stories = plural("{n} story", "{n} stories", holding.stories).format(n=holding.stories)
    readings = plural("{n} reading", "{n} readings", holding.readings).format(n=holding.readings)
    if not holding.label:
        return _("Now: {stories}, {readings}.").format(stories=stories, readings=readings)
    return _("Now: {stories}, {readings}. The last step: {step}").format(
        stories=stories, readings=readings, step=holding.label
    )


def saved_words(backed_up: datetime | None, now: datetime) -> str:
    """The window's last line: "Saved · backed up 17:40"."""
    if backed_up is None:
        return _("Everything is saved")
    local = backed_up.astimezone()
    pattern = "HH:mm" if local.date() == now.astimezone().date() else "d MMM"
    when = format_datetime(local, pattern, locale=language())
    return _("Saved · backed up {when}").format(when=when)
