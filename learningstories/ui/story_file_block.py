"""One file of a story: what it is, how it looks or how long it plays, and what can be done with it."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from learningstories.domain.story import Attachment
from learningstories.i18n import _
from learningstories.services.wording import length_words, role_words, size_words
from learningstories.ui.icons import paint_icon
from learningstories.ui.one_line import in_one_line
from learningstories.ui.play_file import can_be_played
from learningstories.ui.theme import colors
from learningstories.ui.tokens import BUTTON_RADIUS, Role
from learningstories.ui.widgets.buttons import icon_button
from learningstories.ui.widgets.fields import UNSTORED, Field, text_field
from learningstories.ui.widgets.flow_layout import FlowLayout
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text
from learningstories.ui.widgets.painting import paint_box

_THUMB = QSize(96, 72)
_ICON = 24
_ICONS = {"picture": "image", "sound": "play", "video": "play"}
_DESCRIBED = frozenset(("picture", "sound", "video"))


class FileBlock(QWidget):
    """Asks for what is to be done; `described` carries the words."""

    described = Signal(str)
    play_wanted = Signal()
    save_wanted = Signal()
    exchange_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, attachment: Attachment, *, fixed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attachment = attachment
        self.setAccessibleName(attachment.name)
        self.thumb = Thumb(
            _ICONS.get(attachment.role, "file-text"), attachment.description or attachment.name
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.thumb, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(fixed=fixed), 1)
        column.addLayout(row)
        if attachment.role in _DESCRIBED:
            column.addWidget(self._description())

    def _words(self, *, fixed: bool) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(ElidedLabel(self.attachment.name, Text.STRONG))
        self.facts = Label(_facts(self.attachment), Text.SMALL, Role.MUTED, wrap=True)
        words.addWidget(self.facts)
        words.addWidget(self._buttons(fixed=fixed))
        words.addStretch(1)
        return words

    def _buttons(self, *, fixed: bool) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=2)
        name = self.attachment.name
        self.play = icon_button("play", _("Play {name}").format(name=name), small=True)
        self.save = icon_button("download", _("Save a copy of {name}…").format(name=name), small=True)
        self.exchange = icon_button("upload", _("Replace {name}…").format(name=name), small=True)
        self.remove = icon_button("trash-2", _("Remove {name}").format(name=name), small=True)
        self.play.clicked.connect(self.play_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.exchange.clicked.connect(self.exchange_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        shown = [self.save, *([] if fixed else [self.exchange, self.remove])]
        for button in [self.play, *shown] if can_be_played(self.attachment) else shown:
            flow.addWidget(button)
        return row

    def _description(self) -> QWidget:
        is_picture = self.attachment.role == "picture"
        asked = _("What the picture shows") if is_picture else _("What is to be heard and seen")
        self.line = text_field(asked, self.attachment.description)
        self.line.setProperty(UNSTORED, True)
        label = (
            _("Description, for those who cannot see it")
            if is_picture
            else _("Description, for those who cannot hear or see it")
        )
        self.line.editingFinished.connect(self._tell)
        return Field(label, self.line)

    def _tell(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self.described.emit(self.line.text())


class Thumb(QWidget):
    """A picture made small, or an icon for what has none."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._pixmap = QPixmap()
        self.setFixedSize(_THUMB)
        self.setAccessibleName(name)

    def show_picture(self, image: QImage) -> None:
        """Show a picture that was made small."""
        self._pixmap = QPixmap.fromImage(image)
        self.update()

    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._pixmap.isNull()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._pixmap.isNull():
            shades = colors()
            paint_box(painter, self.rect(), BUTTON_RADIUS, shades[Role.SIDE], shades[Role.LINE])
            place = QRect(0, 0, _ICON, _ICON)
            place.moveCenter(self.rect().center())
            paint_icon(painter, self._icon, place, shades[Role.MUTED])
            return
        size = self._pixmap.deviceIndependentSize().toSize()
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter.drawPixmap(place, self._pixmap)


def small(data: bytes, ratio: float) -> QImage:
    """The picture in these bytes, small, with `ratio` pixels a point; it takes its time, in a thread."""
    image = QImage.fromData(data)
    if not image.isNull():
        mode = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(_THUMB * ratio, Qt.AspectRatioMode.KeepAspectRatio, mode)
        image.setDevicePixelRatio(ratio)
    return image


def _facts(attachment: Attachment) -> str:
    parts = [role_words(attachment.role)]
    if attachment.seconds:
        parts.append(length_words(attachment.seconds))
    elif attachment.role in {"sound", "video"}:
        parts.append(_("length not known"))
    if attachment.width and attachment.height:
        parts.append(f"{attachment.width} \u00d7 {attachment.height}")
    return in_one_line([*parts, size_words(attachment.size)])
