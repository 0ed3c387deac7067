"""The preview with as many rows as a big form has: showing, sorting, filtering and ticking them.

`python3 packaging/test.py tests/benchmarks -m benchmark -s` prints the figures.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from learningstories.services.drafts import Draft, Problem
from learningstories.services.found import understood
from learningstories.ui.add_model import LOOK_AT, STORY, UNSORTED, AddModel, Show
from learningstories.ui.add_table import AddTable
from learningstories.ui.candidate import Candidate

ROWS = 10_000
TIMES = 7
MOST_MS = 100  # what takes longer would have to leave the interface's thread

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class BareModel(QAbstractTableModel):
    """Rows of ready strings and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, ...]] = []

    def show_rows(self, rows: list[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else LOOK_AT + 1

    def data(self, index: QModelIndex, role: int = 0) -> Any:
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def candidates(make_challenge, clock) -> Callable[[int], list[Candidate]]:
    """So many rows of a form, with their words made as the reading thread makes them."""

    def make(count: int) -> list[Candidate]:
        made = [Candidate(understood(draft(n), make_challenge(), now=clock()), rules) for n in range(count)]
        for candidate in made:
            candidate.prepare()
        return made

    def draft(number: int) -> Draft:
        return Draft(
            source=f"form.csv, row {number + 2}",
            title=f"Story {number * 7919 % 10_007}",
            author=f"Person {number % 97}",
            markdown="Words.",
            words=number % 900,
            consent_read=True,
            consent_print=number % 2 == 0,
            problems=() if number % 2 == 0 else (Problem(code="no_consent_print"),),
        )

    rules = make_challenge()
    return make


def seconds(act: Callable[[], object], view: QTableView) -> float:
    begin = perf_counter()
    act()
    view.viewport().repaint()
    return perf_counter() - begin


def test_every_act_shows_what_it_says(qapp: QApplication, candidates):
    model = AddModel()
    model.append(candidates(50))
    model.sort_by(STORY, descending=False)
    titles = [model.index(row, STORY).data() for row in range(50)]
    assert titles == sorted(titles, key=str.casefold)
    model.show_only(Show.LOOK_AT)
    assert model.rowCount() == 25
    model.want(lambda _candidate: False)
    assert len(model.wanted()) == 25


@pytest.mark.benchmark
def test_ten_thousand_rows(qtbot, qapp: QApplication, candidates, figures):
    model, bare = AddModel(), BareModel()
    table, plain = AddTable(model), QTableView()
    plain.setModel(bare)
    for view in (table, plain):
        view.resize(1200, 500)
        with qtbot.waitExposed(view):
            view.show()
    rows = candidates(ROWS)
    cells = [row.cells for row in rows]
    half = [row for row in cells if row[LOOK_AT] != "Nothing to fix"]
    bare_acts = {
        "shown": lambda: bare.show_rows(cells),
        "sorted": lambda: bare.show_rows(sorted(cells, key=lambda row: row[STORY].casefold())),
        "filtered": lambda: bare.show_rows(half),
        "ticked": lambda: bare.show_rows(cells),
    }
    acts = {
        "shown": lambda: (model.remove(rows), model.append(rows)),
        "sorted": lambda: model.sort_by(STORY, descending=False),
        "filtered": lambda: (model.show_only(Show.ALL), model.show_only(Show.LOOK_AT)),
        "ticked": lambda: (model.show_only(Show.ALL), model.want(lambda _candidate: True)),
    }
    for name, act in acts.items():
        model.sort_by(UNSORTED, descending=False)
        taken = [(seconds(act, table), seconds(bare_acts[name], plain)) for _ in range(TIMES)]
        ours, theirs = (median(column) * 1000 for column in zip(*taken, strict=True))
        figures(f"{name}, {ROWS:,} rows beside a bare model", ours, theirs, most=MOST_MS)
