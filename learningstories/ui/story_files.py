"""The files of a story: what was sent, and its pictures with their descriptions."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from learningstories.domain.story import Attachment
from learningstories.i18n import _
from learningstories.services.attachments import describe, save_copy
from learningstories.services.progress import Control
from learningstories.services.story_details import StoryDetails
from learningstories.services.wording import received_by_words, size_words
from learningstories.ui.desk import Desk
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.fields import Field, text_field
from learningstories.ui.widgets.labels import ElidedLabel, Label, Text
from learningstories.ui.widgets.layouts import clear_layout

_THUMB = 96


class FileList(QWidget):
    """One block a file, with a way to save it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(12)

    def show_files(self, found: StoryDetails) -> None:
        """Show the files of a story; a description that is being typed is left alone."""
        ids = tuple((a.id, a.sha) for a in found.attachments)
        if ids == self._ids and ids:
            return
        self._ids = ids
        clear_layout(self._column)
        story = found.story
        source = _("From {source}, {how}").format(
            source=story.source or _("this window"), how=received_by_words(story.received_by)
        )
        self._column.addWidget(Label(source, Text.SMALL, Role.MUTED, wrap=True))
        for attachment in found.attachments:
            self._column.addWidget(self._block(attachment))
        self._column.addStretch(1)

    def _block(self, attachment: Attachment) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        if attachment.role == "picture":
            row.addWidget(self._thumb(attachment))
        words = QVBoxLayout()
        words.addWidget(ElidedLabel(attachment.name, Text.STRONG))
        kind = _("as it was sent") if attachment.role == "original" else _("picture")
        words.addWidget(Label(f"{kind} · {size_words(attachment.size)}", Text.SMALL, Role.MUTED))
        row.addLayout(words, 1)
        save = Button(
            _("Save a copy…"),
            icon="download",
            small=True,
            name=_("Save a copy of {name}").format(name=attachment.name),
        )
        save.clicked.connect(lambda: self._save(attachment))
        row.addWidget(save)
        column.addLayout(row)
        if attachment.role == "picture":
            column.addWidget(self._description(attachment))
        return block

    def _description(self, attachment: Attachment) -> QWidget:
        line = text_field(_("What the picture shows"), attachment.description)
        workspace = self._desk.workspace

        def store() -> None:
            words = line.text()
            self._desk.write("", lambda _c: describe(workspace, attachment.id, words))

        line.editingFinished.connect(lambda: store() if line.isModified() else None)
        return Field(_("Description, for those who cannot see it"), line)

    def _thumb(self, attachment: Attachment) -> QLabel:
        label = QLabel()
        label.setFixedSize(_THUMB, _THUMB * 3 // 4)
        label.setAccessibleName(attachment.description or attachment.name)
        workspace = self._desk.workspace

        def read(_control: Control) -> bytes:
            with workspace.read() as unit:
                return unit.blobs.get(attachment.sha)

        def show(data: bytes) -> None:
            pixmap = QPixmap()
            if pixmap.loadFromData(data):
                size = label.size() * label.devicePixelRatioF()
                mode = Qt.TransformationMode.SmoothTransformation
                pixmap = pixmap.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mode)
                pixmap.setDevicePixelRatio(label.devicePixelRatioF())
                label.setPixmap(pixmap)

        self._desk.read(read, lambda data: show(data) if self._is_there(label) else None)
        return label

    def _is_there(self, label: QLabel) -> bool:
        return label in self.findChildren(QLabel)

    def _save(self, attachment: Attachment) -> None:
        name, _chosen = QFileDialog.getSaveFileName(self, _("Save a copy"), attachment.name)
        if name:
            target, workspace = Path(name), self._desk.workspace
            told = _("Saved as {name}").format(name=target.name)
            self._desk.read(
                lambda _c: save_copy(workspace, attachment, target),
                lambda _n: self._desk.said.emit(told, False),
            )
