"""What a file can be."""

from enum import StrEnum


class Kind(StrEnum):
    """What files are, by media type; a kind without reader or opener is refused as unknown."""

    MARKDOWN = "text/markdown"
    TEXT = "text/plain"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    RTF = "application/rtf"
    PDF = "application/pdf"
    PAGE = "text/html"
    SAVED_PAGE = "multipart/related"

    MAIL = "message/rfc822"
    OUTLOOK = "application/vnd.ms-outlook"
    MAILBOX = "application/mbox"
    ARCHIVE = "application/zip"
    PICTURE = "image/*"
    SOUND = "audio/*"
    VIDEO = "video/*"

    SHEET_TEXT = "text/csv"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
