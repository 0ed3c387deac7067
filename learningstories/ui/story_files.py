"""The files of a story: what was sent, and what comes along with it, with descriptions."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from learningstories.domain.story import Attachment
from learningstories.i18n import _
from learningstories.services import attachments
from learningstories.services.drafts import DraftFile
from learningstories.services.progress import Control
from learningstories.services.story_details import StoryDetails
from learningstories.services.wording import received_by_words
from learningstories.ui.desk import Desk
from learningstories.ui.play_file import Player
from learningstories.ui.story_file_block import FileBlock, small
from learningstories.ui.tokens import Role
from learningstories.ui.widgets.buttons import Button
from learningstories.ui.widgets.labels import Label, Text
from learningstories.ui.widgets.layouts import clear_layout

Store = Callable[[DraftFile], object]


class FileList(QWidget):
    """One block a file, and a way to add another."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: tuple[object, ...] = ()
        self._number = 0
        self._player = Player(desk, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(16)

    def show_files(self, found: StoryDetails) -> None:
        """Show the files of a story; a description that is being typed is left alone."""
        story = found.story
        shown = (story.number, *((a.id, a.sha) for a in found.attachments))
        if shown == self._shown:
            return
        self._shown, self._number = shown, story.number
        clear_layout(self._column)
        source = _("From {source}, {how}").format(
            source=story.source or _("this window"), how=received_by_words(story.received_by)
        )
        self._column.addWidget(Label(source, Text.SMALL, Role.MUTED, wrap=True))
        self._column.addWidget(self._adding(), 0, Qt.AlignmentFlag.AlignLeft)
        for attachment in found.attachments:
            fixed = attachments.is_what_was_sent(story, attachment)
            self._column.addWidget(self._block(attachment, fixed=fixed))
        self._column.addStretch(1)

    def _adding(self) -> Button:
        self.add = Button(_("Add a file…"), icon="paperclip", small=True)
        self.add.setToolTip(_("A picture, a recording or anything else that belongs to the story"))
        self.add.clicked.connect(self._add)
        return self.add

    def blocks(self) -> list[FileBlock]:
        """The blocks that are shown, from top to bottom."""
        items = [self._column.itemAt(place) for place in range(self._column.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, FileBlock)]

    def _block(self, attachment: Attachment, *, fixed: bool) -> FileBlock:
        block = FileBlock(attachment, fixed=fixed)
        block.described.connect(partial(self._describe, attachment))
        block.play_wanted.connect(partial(self._player.play, attachment))
        block.save_wanted.connect(partial(self._save, attachment))
        block.exchange_wanted.connect(partial(self._exchange, attachment))
        block.remove_wanted.connect(partial(self._remove, attachment))
        if attachment.role == "picture":
            self._show_picture(block)
        return block

    def _show_picture(self, block: FileBlock) -> None:
        workspace, sha, ratio = self._desk.workspace, block.attachment.sha, self.devicePixelRatioF()

        def read(_control: Control) -> QImage:
            with workspace.read() as unit:
                data = unit.blobs.get(sha)
            return small(data, ratio)

        self._desk.read(
            read, lambda image: block.thumb.show_picture(image) if block in self.blocks() else None
        )

    def _describe(self, attachment: Attachment, words: str) -> None:
        workspace = self._desk.workspace
        self._desk.write("", lambda _c: attachments.describe(workspace, attachment.id, words))

    def _add(self) -> None:
        workspace, number = self._desk.workspace, self._number
        self._choose(
            _("Add a file"),
            lambda file: attachments.attach(workspace, number, file),
            _("Added {name}"),
        )

    def _exchange(self, attachment: Attachment) -> None:
        workspace = self._desk.workspace
        self._choose(
            _("Replace {name}").format(name=attachment.name),
            lambda file: attachments.exchange(workspace, attachment.id, file),
            _("Replaced by {name}"),
        )

    def _remove(self, attachment: Attachment) -> None:
        workspace = self._desk.workspace
        self._desk.write(
            "",
            lambda _c: attachments.remove(workspace, attachment.id),
            tell=_("Removed {name}").format(name=attachment.name),
        )

    def _choose(self, title: str, store: Store, told: str) -> None:
        """Ask for a file, read it and store it, and tell of that."""
        name, _chosen = QFileDialog.getOpenFileName(self, title)
        if not name:
            return
        path, documents = Path(name), self._desk.toolbox.documents
        said = told.format(name=path.name)
        self._desk.read(
            lambda _c: documents.read_file(path),
            lambda file: self._stored(store, file, said),
            label=_("Reading {name}").format(name=path.name),
        )

    def _stored(self, store: Store, file: DraftFile, said: str) -> None:
        self._desk.write("", lambda _c: store(file), tell=said)

    def _save(self, attachment: Attachment) -> None:
        name, _chosen = QFileDialog.getSaveFileName(self, _("Save a copy"), attachment.name)
        if name:
            target, workspace = Path(name), self._desk.workspace
            told = _("Saved as {name}").format(name=target.name)
            self._desk.read(
                lambda _c: attachments.save_copy(workspace, attachment, target),
                lambda _n: self._desk.said.emit(told, False),
            )
