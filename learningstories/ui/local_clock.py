"""A moment on the clocks of this computer, where these show another time than the challenge's."""

from datetime import datetime

from PySide6.QtCore import QTimeZone

from learningstories.domain.deadline import zone_of
from learningstories.domain.errors import ZoneUnknown
from learningstories.i18n import _
from learningstories.services.wording import moment_words


def own_zone() -> str:
    """The time zone of this computer; "" where it does not say."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")


def local_words(moment: datetime, zone: str, own: str) -> str:
    """As "Fri 22 March 2013, 00:59 your time (Europe/Berlin)"; "" where both clocks show the same."""
    try:
        here = moment.astimezone(zone_of(own)).utcoffset()
    except ZoneUnknown:  # the system has a name for it that nobody else knows
        return ""
    if here == moment.astimezone(zone_of(zone)).utcoffset():
        return ""
    return _("{moment} your time ({zone})").format(moment=moment_words(moment, own, named=False), zone=own)
