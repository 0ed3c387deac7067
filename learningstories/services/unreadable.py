"""Why a file is no story that can be read here, and what to do about it."""

from collections.abc import Callable

from learningstories.domain.errors import StoryUnreadable
from learningstories.i18n import _


def unreadable(error: StoryUnreadable) -> str:
    """Why the file cannot be read as a story, in a sentence or two."""
    return _CAUSES[error.cause]().format(name=error.name)


_CAUSES: dict[str, Callable[[], str]] = {
    "missing": lambda: _("“{name}” is not there any more. Check its name and place."),
    "folder": lambda: _("“{name}” is a folder. Choose the story files in it."),
    "empty": lambda: _("“{name}” is empty. Ask the author to send it again."),
    "too_big": lambda: _(
        "“{name}” is too big for a story. Ask for the text without its recordings or large pictures."
    ),
    "no_text": lambda: _("“{name}” has no text in it. Ask the author to send the story as text."),
    "unknown_type": lambda: _(
        "“{name}” is no kind of file that can be read here. Save it as Word (.docx), PDF or text."
    ),
    "unknown_encoding": lambda: _("The letters in “{name}” cannot be made out. Save it again as UTF-8 text."),
    "not_a_docx": lambda: _(
        "“{name}” is called .docx but is not a Word file. Ask the author to save it again in Word."
    ),
    "old_word": lambda: _(
        "“{name}” was saved by an old version of Word. Open it in Word or LibreOffice and save it as .docx."
    ),
    "old_sheet": lambda: _(
        "“{name}” was saved by an old version of Excel. Open it in Excel or LibreOffice and save it as .xlsx."
    ),
    "presentation": lambda: _(
        "“{name}” is a presentation. Save its text as Word (.docx), or save the presentation as PDF."
    ),
    "apple_document": lambda: _(
        "“{name}” was made with Pages, Numbers or Keynote. Ask the author to choose File, Export To, Word there."
    ),
    "ebook": lambda: _("“{name}” is an e-book. Ask the author for the text itself, as Word (.docx) or text."),
    "other_archive": lambda: _(
        "“{name}” is packed in a way that cannot be opened here. Unpack it and add the files, or pack them as .zip."
    ),
    "only_link": lambda: _(
        "“{name}” holds no text, only a link to it. Open the link, download the text as Word (.docx), and add that."
    ),
    "scanned": lambda: _(
        "“{name}” has no text in it: its pages are pictures. Ask the author for the text, or type it with the scan beside you."
    ),
    "encrypted": lambda: _("“{name}” is protected by a password. Ask the author to send it without one."),
    "zip_bomb": lambda: _(
        "“{name}” unpacks to far more than a story can be, so it was not opened. Treat it with care."
    ),
    "external_entities": lambda: _(
        "“{name}” tries to pull in other files, so it was not opened. Treat it with care."
    ),
    "too_deep": lambda: _(
        "“{name}” is nested too deeply to be read. Ask the author to send it as plain text."
    ),
    "took_too_long": lambda: _("“{name}” took too long to read. Ask the author to send it as plain text."),
    "out_of_memory": lambda: _(
        "“{name}” needs more memory than a story may. Ask the author to send it as plain text."
    ),
    "no_permission": lambda: _(
        "“{name}” may not be read by you. Copy it to a folder of your own and try again."
    ),
    "picture_unreadable": lambda: _(
        "“{name}” is damaged, too large or a kind of picture that cannot be shown here. Ask for it as JPEG or PNG."
    ),
    "recording_too_big": lambda: _(
        "“{name}” is too large a recording to be kept with the stories. Ask for a shorter or smaller one."
    ),
    "mail_too_complex": lambda: _(
        "“{name}” has more parts or longer headers than a mail can sensibly have, so it was not opened. "
        "Ask the author to send the story again as a file."
    ),
    "archive_too_deep": lambda: _(
        "“{name}” lies in archives within archives, too many deep to be opened. Unpack them and add what is inside."
    ),
    "too_many_files": lambda: _(
        "“{name}” holds more than can be looked through at once; what comes after the first thousands was left out. "
        "Add the rest in parts."
    ),
    "sheet_too_large": lambda: _(
        "“{name}” is a table with more rows or columns than a form's answers can have. Keep the sheet with the answers only, save it as CSV and add that."
    ),
    "not_a_form": lambda: _(
        "“{name}” is a table, and none of its columns looks like stories. Match the column that holds them to the story's text, or choose the file with the form's answers."
    ),
    "no_answers": lambda: _(
        "“{name}” has the headings of a form and no answers yet. Export it again when there are some."
    ),
    "broken": lambda: _("“{name}” is damaged and cannot be read. Ask the author to send it again."),
}
