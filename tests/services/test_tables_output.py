"""The tables for spreadsheets: what is in them, what must not be, and that nothing in them is worked out."""

import csv
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from learningstories.domain.errors import Cancelled, CannotWrite
from learningstories.domain.reviewer import PromiseUse
from learningstories.domain.story import NameUse
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import reviewing, shortlisting, stories
from learningstories.services.challenge_tables import Table
from learningstories.services.output import MadeOutput, Order
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.services.workbook import workbook
from learningstories.services.workspace import Workspace

Make = Callable[..., MadeOutput]


@pytest.fixture
def read(workspace: Workspace, add_story: Callable[..., Any], add_reviewer: Callable[..., Any]) -> Workspace:
    """Two stories, one of which may be shown by its author's first name, and two readers of the first."""
    add_story(workspace, title="=1+1", author="Ada Low", theme="Failing well", consent_stage=True)
    add_story(workspace, title="قصة المعلم", author="Bo High", language="ar", consent_print=False)
    stories.edit(workspace, 2, name_use=NameUse.FIRST)
    for name, use in (("Grace Hopper", PromiseUse.NAMED), ("Cleo Cole", PromiseUse.HIDDEN)):
        email = add_reviewer(workspace, name).email
        reviewing.allow_promises(workspace, email, use, ask_later=True)
        reviewing.answer(
            workspace,
            email,
            1,
            value=4,
            action=f"What {name} will do",
            why=f"+Why {name} said so",
            share_why=name == "Cleo Cole",
        )
    shortlisting.add(workspace, [2, 1])
    return workspace


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(
        workspace: Workspace, kind: str, target: Path | None = None, control: Control | None = None
    ) -> MadeOutput:
        path = target or tmp_path / f"tables.{kind}"
        order = Order(
            workspace=workspace, toolbox=toolbox(LazyDocuments()), target=path, control=control or Control()
        )
        return make_output(kind, order)

    return made


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_stories_come_first_and_then_readings_and_the_shortlist(read: Workspace, make: Make) -> None:
    rows = rows_of(make(read, "csv").path)
    first, second = rows.index([]), len(rows) - rows[::-1].index([]) - 1
    table = [dict(zip(rows[0], row, strict=True)) for row in rows[1:first]]
    assert [(line["Number"], line["Author"], line["Language"]) for line in table] == [
        ("1", "Ada Low", ""),
        ("2", "Bo", "Arabic"),
    ]
    assert (table[0]["Received"], table[0]["Readings"], table[0]["May be told"]) == (
        "2013-03-20 12:00",
        "2",
        "yes",
    )
    assert (table[1]["State"], table[1]["May be printed"]) == ("No consent", "no")
    assert [rows[first + 1], rows[second + 1]] == [["Readings"], ["Shortlist"]]
    assert [row[:4] for row in rows[second + 3 :]] == [
        ["1", "2", "قصة المعلم", "Bo"],
        ["2", "1", "'=1+1", "Ada Low"],
    ]


def test_readers_have_numbers_and_their_words_are_there_as_they_agreed(read: Workspace, make: Make) -> None:
    made = make(read, "csv")
    text = made.path.read_text("utf-8-sig")
    assert "What Grace Hopper will do" in text
    assert "What Cleo Cole will do" not in text
    assert "'+Why Cleo Cole said so" in text
    assert "Why Grace Hopper said so" not in text
    rows = rows_of(made.path)
    begin = rows.index(["Readings"]) + 2
    assert [row[2:4] for row in rows[begin : begin + 2]] == [["1", "4"], ["2", "4"]]
    for private in ("Bo High", "@"):
        assert private not in text
    assert any("may not be shown" in note for note in made.notes)


def test_a_workbook_has_typed_cells_below_a_header_that_stays(read: Workspace, make: Make) -> None:
    stories.edit(read, 2, theme="x" * 40_000)
    path = make(read, "xlsx").path
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["Stories", "Readings", "Shortlist"]
    head, first, second = book.get_sheet_by_name("Stories").to_python()
    line = dict(zip(head, first, strict=True))
    assert (line["Number"], line["Story"], line["Words"]) == (1, "=1+1", 3)
    assert line["Received"] == datetime(2013, 3, 20, 12)  # noqa: DTZ001 - as the clocks show it
    assert (line["May be told"], line["May be printed"]) == (True, True)
    assert len(dict(zip(head, second, strict=True))["Theme"]) == 32_767
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "/sheet" in name]
        words = parts.read("xl/sharedStrings.xml").decode()
    assert len(sheets) == 3
    assert all("<f>" not in sheet and 'state="frozen"' in sheet for sheet in sheets)
    assert "What Grace Hopper will do" in words
    for private in ("What Cleo Cole will do", "Why Grace Hopper said so", "Bo High", "@example"):
        assert private not in words


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_challenge_without_anything_has_tables_too_and_they_are_always_the_same(
    workspace: Workspace, make: Make, kind: str
) -> None:
    before = make(workspace, kind).path.read_bytes()
    assert before
    assert make(workspace, kind).path.read_bytes() == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nothing_half_done_is_left(read: Workspace, make: Make, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        make(read, kind, folder / "tables", control)
    with pytest.raises(CannotWrite):
        make(read, kind, folder / "nowhere" / "tables")
    with pytest.raises(CannotWrite):
        make(read, kind, folder)
    assert list(folder.iterdir()) == []


def test_a_text_that_is_longer_than_a_cell_is_counted() -> None:
    long, whole = "x" * 32_768, "y" * 32_767
    table = Table(title="Stories", columns=("Text",), rows=((long,), (whole,)))
    data, cut = workbook([table], datetime(2013, 3, 21, tzinfo=UTC), from_right=False)
    assert (cut.texts, cut.rows) == (1, 0)
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    assert sheet.to_python() == [["Text"], [long[:-1]], [whole]]
