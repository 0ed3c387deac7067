"""Saved results, with how they were worked out, as somebody who opens the files finds them."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from learningstories.domain.challenge import Criterion
from learningstories.domain.errors import CannotWrite, ResultsEndingUnknown
from learningstories.domain.story import Story
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import counting, reviewing
from learningstories.services.challenges import alter
from learningstories.services.criteria import set_weight
from learningstories.services.opening import OpenChallenge
from learningstories.services.progress import Control
from learningstories.services.results import Results, compute
from learningstories.services.results_export import save_results
from learningstories.services.results_report import results_report
from tests.publish.conftest import faults

CLEAR = "How clear is it?"
NOON = datetime(2013, 3, 21, 12, 0, tzinfo=UTC)
TOOLS = replace(toolbox(LazyDocuments()), clock=lambda: NOON)
REASON = "He answered without reading, as he told us"


@pytest.fixture
def read(
    challenge: OpenChallenge, add_story: Callable[..., Story], add_reviewer: Callable[..., Any]
) -> OpenChallenge:
    """Four stories in two languages, a question beside the headline, and a reader who is set aside."""
    work = challenge.workspace
    alter(work, criteria=(Criterion(question=CLEAR, scale=("No", "So so", "Yes")),), title="Stories")
    for number, title in enumerate(("=Sum", "قصة المعلم", "@home", "Chalk"), start=1):
        language = "ar" if number == 2 else "en"
        add_story(work, f"Text {number}.", title=title, language=language)
    for name in ("Ada", "Ben", "Zed"):
        email = add_reviewer(work, name).email
        for number in range(1, 5):
            reviewing.answer(work, email, number, value=1 + (number * len(name) + number) % 5, criteria=(2,))
    counting.set_aside(work, "zed@example.org", REASON)
    return challenge


@pytest.fixture
def results(read: OpenChallenge) -> Results:
    return compute(read.workspace, read.lists, top=2)


def saved(results: Results, target: Path) -> Path:
    assert save_results(results, TOOLS, target, Control()) == ()
    return target


def text_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_table_has_the_ranking_then_the_readers_then_the_account(
    results: Results, tmp_path: Path
) -> None:
    raw = saved(results, tmp_path / "r.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(raw.decode("utf-8-sig"))))
    ranking = rows[: rows.index([])]
    assert [row[0] for row in ranking] == ["Rank", "1", "2", "3", "4"]
    assert {row[2] for row in ranking[1:]} == {"'=Sum", "قصة المعلم", "'@home", "Chalk"}
    assert ranking[0][-2].startswith(CLEAR)
    assert {row[-2] for row in ranking[1:]} == {"2.0"}
    assert ["Zed", "zed@example.org", "0"] in [row[:3] for row in rows]
    assert REASON in "\n".join(row[0] for row in rows if row)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+"))]


def test_the_figures_hold_all_that_scripts_were_promised_and_the_account(
    results: Results, tmp_path: Path
) -> None:
    found = json.loads(saved(results, tmp_path / "R.JSON").read_text())
    assert set(found["stories"][0]) >= {"number", "n", "mean", "score", "low", "high", "p_top", "flags"}
    assert set(found["readers"][0]) >= {"tendency", "n", "flags"}
    assert found["criteria"] == [{"question": CLEAR, "points": 3, "weight": 0}]
    headings = [part["heading"] for part in found["explained"]]
    assert headings[:2] == ["In short", "Which readings count"]
    assert "The formula" in headings


def test_the_pages_say_the_same_and_are_accessible(results: Results, tmp_path: Path) -> None:
    pdf = saved(results, tmp_path / "r.pdf")
    said = text_of(pdf)
    for words in ("=Sum", "In the top 2", REASON, CLEAR, "How is this worked out?", "y = m + s + r + e"):
        assert words in said
    assert faults(pdf) == set()
    with pikepdf.open(pdf) as document:
        assert document.docinfo["/Title"] == "Results"
    again = saved(results, tmp_path / "again.pdf")
    assert again.read_bytes() == pdf.read_bytes()


def test_weights_are_told_wherever_they_count(read: OpenChallenge, tmp_path: Path) -> None:
    set_weight(read.workspace, CLEAR, 50)
    results = compute(read.workspace, read.lists, top=2)
    for name in ("r.csv", "r.json"):
        told = saved(results, tmp_path / name).read_text("utf-8-sig")
        assert "counts 50 where the headline counts 100" in told
        assert "weighted mean" in told


def test_another_ending_and_a_place_that_cannot_be_written_are_refused(
    results: Results, tmp_path: Path
) -> None:
    with pytest.raises(ResultsEndingUnknown):
        save_results(results, TOOLS, tmp_path / "r.xls", Control())
    for ending in (".csv", ".json", ".pdf"):
        with pytest.raises(CannotWrite):
            save_results(results, TOOLS, tmp_path / "nowhere" / f"r{ending}", Control())
    assert list(tmp_path.glob("r*")) == []


def test_a_table_that_nobody_would_read_on_paper_is_cut_and_says_so(results: Results) -> None:
    many = replace(results, stories=results.stories * 600)
    blocks = results_report(many, NOON).data["blocks"]
    assert isinstance(blocks, list)
    assert max(len(block["rows"]) for block in blocks if block["kind"] == "table") == 2_000
    assert "Each table ends after 2,000 rows; the spreadsheet has all." in [b.get("line") for b in blocks]
