"""Has Typst set a volume: as an accessible, archivable PDF if that can be, else as a plain tagged one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

from learningstories.domain.errors import TypesettingFailed
from learningstories.publish.volume import Volume
from learningstories.resources import resource_root

STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]  # the name exists in the type stubs only
BOOK, BOOKLET, CALL = "main.typ", "booklet.typ", "call.typ"
_DATA = "data.json"


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished PDF; `obstacle` says why the standards were not reached, if they were not."""

    pdf: bytes
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets volumes whose pictures are in `folder`, as the `template` has it."""

    folder: Path
    dated: date
    template: str = BOOK

    def typeset(self, volume: Volume) -> Typeset:
        """Raises `TypesettingFailed`, with the story's number where one story is to blame."""
        try:
            return Typeset(self._compile(volume, volume.data(), STANDARDS))
        except RuntimeError as refusal:
            obstacle = _first_line(refusal)
        try:
            return Typeset(self._compile(volume, volume.data(), []), obstacle)
        except RuntimeError as failure:
            raise TypesettingFailed(_first_line(failure), self._culprit(volume)) from failure

    def _culprit(self, volume: Volume) -> int | None:
        for index, number in enumerate(volume.numbers):
            try:
                self._compile(volume, volume.data_of_one(index), [])
            except RuntimeError:
                return number
        return None

    def _compile(self, volume: Volume, data: bytes, standards: "list[typst.PDFStandard]") -> bytes:
        (self.folder / _DATA).write_bytes(data)
        compiler = typst.Compiler(
            self._template(),
            root=self.folder,
            font_paths=list(volume.faces.folders),
            ignore_system_fonts=True,
        )
        midnight = datetime.combine(self.dated, time(), UTC)
        pdf = compiler.compile(format="pdf", pdf_standards=standards, timestamp=int(midnight.timestamp()))
        if not isinstance(pdf, bytes):
            raise TypeError(type(pdf))
        return pdf

    def _template(self) -> Path:
        """The template beside its data: nothing outside the folder can be read."""
        for item in (resource_root() / "typst").iterdir():
            (self.folder / item.name).write_bytes(item.read_bytes())
        return self.folder / self.template


def _first_line(failure: RuntimeError) -> str:
    message = getattr(failure, "message", "") or str(failure)
    return message.strip().partition("\n")[0]
