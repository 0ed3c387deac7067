"""What is on the clipboard, as something that may be a story."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QMimeData
from PySide6.QtGui import QImage

from learningstories.ui.file_drop import local_files

_FRONT_MATTER = "---"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """One of these: files, formatted text, plain text or a picture; or nothing of the kind."""

    files: list[Path] = field(default_factory=list)
    html: str = ""
    text: str = ""
    picture: QImage | None = None

    def is_empty(self) -> bool:
        """Whether there is nothing of the kind."""
        return not (self.files or self.html or self.text) and self.picture is None


def pasted(data: QMimeData) -> Pasted:
    """What programs put there in several forms, in the one that keeps most of it."""
    files = local_files(data)
    if files:
        return Pasted(files=files)
    text = data.text()
    if data.hasImage() and not text.strip():  # a picture copied from a page comes with the HTML that named it
        picture = QImage(data.imageData())
        return Pasted(picture=picture) if not picture.isNull() else Pasted()
    marked = text.lstrip().startswith(_FRONT_MATTER)  # a text editor's colours are no form of the story
    if data.hasHtml() and not marked:
        return Pasted(html=data.html())
    return Pasted(text=text) if text.strip() else Pasted()


def as_png(picture: QImage) -> bytes:
    """The picture as a file; takes a while for a large one."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide's stub wants bytes
    return bytes(buffer.data().data())
