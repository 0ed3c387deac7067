"""The kinds of files that file dialogs offer as stories."""

from learningstories.i18n import _

_WRITTEN = ("docx", "odt", "rtf", "txt", "md", "markdown", "pdf", "html", "htm", "mhtml", "mht")
_MAIL = ("eml", "msg", "mbox")
_FORMS = ("csv", "tsv", "xlsx", "ods")
_SEEN_AND_HEARD = (
    *("png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp", "heic"),
    *("mp3", "m4a", "wav", "ogg", "opus", "flac", "mp4", "m4v", "mov", "webm", "mkv", "avi"),
)


def name_filters() -> list[str]:
    """What a file dialog lets a person choose among, everything we read first."""
    groups = (
        (_("Everything that can hold a story"), (*_WRITTEN, *_MAIL, *_FORMS, "zip", *_SEEN_AND_HEARD)),
        (_("Texts"), _WRITTEN),
        (_("E-mails and mailboxes"), _MAIL),
        (_("Answers of a form"), _FORMS),
        (_("Archives"), ("zip",)),
        (_("Pictures, sound and video"), _SEEN_AND_HEARD),
    )
    # Some systems' dialogs tell DOCX from docx.
    filters = [f"{words} ({' '.join(f'*.{e} *.{e.upper()}' for e in endings)})" for words, endings in groups]
    return [*filters, _("All files (*)")]
