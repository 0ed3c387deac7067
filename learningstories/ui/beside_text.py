"""Pictures and recordings that go with a story, shown after its text."""

from collections.abc import Sequence
from html import escape

from learningstories.i18n import _
from learningstories.services.reading_session import BesideText
from learningstories.services.wording import length_words

PLAY = "play"  # the scheme of our own links to recordings
_PICTURE, _SOUND = "picture", "sound"


def beside_html(files: Sequence[BesideText]) -> str:
    """HTML of what goes with a story; whatever people wrote in it is plain text."""
    return "".join(_one(file) for file in files)


def _one(file: BesideText) -> str:
    words = escape(file.description.strip() or _what(file.role))
    length = f" ({escape(length_words(file.seconds))})" if file.seconds else ""
    if not file.name:
        told = _("{what} is not in this pack. The organiser has it.").format(what=f"{words}{length}")
        return f'<p class="footnote">{told}</p>'
    if file.role == _PICTURE:
        caption = f'<p class="footnote">{words}</p>' if file.description.strip() else ""
        return f'<p><img src="media:{file.name}" alt="{words}"></p>{caption}'
    return f'<p>▶ <a href="{PLAY}:{file.name}">{words}</a>{length}</p>'


def _what(role: str) -> str:
    if role == _PICTURE:
        return _("A picture")
    return _("A recording") if role == _SOUND else _("A film")
