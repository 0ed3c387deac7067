"""The folder that packs are written into: all that is made for each reviewer, or nothing."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from learningstories.domain.pack import Pack
from learningstories.domain.showcase import Paper
from learningstories.services.pack_contents import ENDING, PackContents
from learningstories.services.pack_mail import pack_mail
from learningstories.services.pack_order import MadePack, PackOrder
from learningstories.services.pack_port import Packs
from learningstories.services.progress import Control
from learningstories.services.saving import fit_name, make_folder, save_whole

_MAIL, _PAGE, _BOOKLET = ".eml", ".html", ".pdf"


class PackShelf:
    """Puts files into a folder under names that no file has, and takes all away again if anything fails."""

    def __init__(self, files: Packs, order: PackOrder) -> None:
        """Make the folder where it is not there yet; raises `CannotWrite`, `DiskFull`."""
        self._packs, self._order = files, order
        self._files: list[Path] = []
        make_folder(order.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.take_away(self._files)

    def put(self, contents: PackContents, pack: Pack, paper: Paper, control: Control) -> MadePack:
        """Write the files of one pack; raises what `make_packs` does."""
        order, phrase = self._order, pack.phrase
        stem = fit_name(f"{contents.challenge.title} - {contents.reviewer.name}")
        attached: list[Path] = []
        if not (order.page_only and order.make_page):
            attached.append(self._write(stem, ENDING, self._packs.write(contents, phrase)))
            stem = attached[0].stem
        page = self._write(stem, _PAGE, order.make_page(contents, phrase)) if order.make_page else None
        attached += [page] if page is not None else []
        stem, sizes = attached[0].stem, [each.stat().st_size for each in attached]
        booklet = order.make_booklet(contents, paper, control) if order.make_booklet else None
        mail = pack_mail(contents, attached, protected=bool(phrase)) if order.mail else None
        return MadePack(
            reviewer=contents.reviewer,
            pack=replace(pack, file=attached[0].name),
            path=attached[0],
            page=page,
            booklet=self._write(stem, _BOOKLET, booklet) if booklet is not None else None,
            mail=self._write(stem, _MAIL, mail) if mail is not None else None,
            size=sizes[0],
            mailed=sum(sizes),
        )

    def take_away(self, files: Iterable[Path]) -> None:
        """Remove what was written."""
        for file in files:
            with suppress(OSError):
                file.unlink(missing_ok=True)

    def _write(self, stem: str, ending: str, data: bytes) -> Path:
        names = (f"{stem}{f' ({number})' if number > 1 else ''}{ending}" for number in count(1))
        path = next(path for name in names if not (path := self._order.folder / name).exists())
        save_whole(path, data)
        self._files.append(path)
        return path
