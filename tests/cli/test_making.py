import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from learningstories.domain.reviewer import PromiseUse
from learningstories.services import reviewing, shortlisting, stories

Run = Callable[..., Any]


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def test_the_book_is_saved(run: Run, read: Path, tmp_path: Path) -> None:
    run("shortlist", read, "--size", 3, "--lock")
    out = tmp_path / "book.pdf"
    answer = run("export", read, "book", "--out", out, "--json")
    assert answer.status == 0
    with pypdfium2.PdfDocument(out) as document:
        assert answer.json["pages"] == len(document)
    assert (answer.json["path"], answer.json["left_out"]) == (str(out), [])
    said = words_of(out)
    assert all(title in said for title in ("The ladder", "The kettle", "The map"))
    assert "3 stories chosen from 5 by 3 readers" in said


def test_a_story_without_consent_for_print_gets_in_by_no_way(
    run: Run, read: Path, tmp_path: Path, open_challenge: Callable[..., Any]
) -> None:
    opened = open_challenge(read)
    shortlisting.add(opened.workspace, [5, 4, 1])
    shortlisting.pin(opened.workspace, 4)
    shortlisting.lock(opened.workspace, lambda _unit: {})
    opened.close()
    out = tmp_path / "book.pdf"
    found = run("export", read, "book", "--out", out, "--json").json
    assert found["left_out"] == [
        {"number": 5, "why": "Its author has not agreed to its being printed"},
        {"number": 4, "why": "Its author has not agreed to its being printed"},
    ]
    said = words_of(out)
    assert "The ladder" in said
    for private in ("The whisper", "whisper", "The diary", "diary", "Try what 4 says"):
        assert private not in said


def test_consent_that_is_taken_back_after_the_lock_counts(
    run: Run, read: Path, tmp_path: Path, open_challenge: Callable[..., Any]
) -> None:
    run("shortlist", read, "--size", 2, "--lock")
    opened = open_challenge(read)
    stories.edit(opened.workspace, 2, consent_print=False)
    opened.close()
    out = tmp_path / "book.pdf"
    found = run("export", read, "book", "--out", out, "--json").json
    assert [each["number"] for each in found["left_out"]] == [2]
    assert "kettle" not in words_of(out)


def test_promises_are_shown_as_their_readers_allow(
    run: Run, read: Path, tmp_path: Path, open_challenge: Callable[..., Any]
) -> None:
    opened = open_challenge(read)
    for email, use in (
        ("ann@example.org", PromiseUse.NAMED),
        ("ben@example.org", PromiseUse.UNSIGNED),
        ("cleo@example.org", PromiseUse.HIDDEN),
    ):
        reviewing.allow_promises(opened.workspace, email, use, ask_later=True)
    answers = (("ann", "Ring my sister"), ("ben", "Mend the gate"), ("cleo", "Quit my job"))
    for name, action in answers:
        reviewing.answer(opened.workspace, f"{name}@example.org", 1, action=action)
    opened.close()
    run("shortlist", read, "--size", 1)
    run("export", read, "book", "--out", tmp_path / "book.pdf")
    said = words_of(tmp_path / "book.pdf")
    assert "Ring my sister" in said
    assert "Ann" in said
    assert "Mend the gate" in said
    assert "Ben" not in said
    assert "Quit my job" not in said


@pytest.mark.parametrize("numbers", [[4], [4, 5]])
def test_a_book_of_nothing_is_refused(
    run: Run, read: Path, tmp_path: Path, open_challenge: Callable[..., Any], numbers: list[int]
) -> None:
    opened = open_challenge(read)
    shortlisting.add(opened.workspace, numbers)
    opened.close()
    answer = run("export", read, "book", "--out", tmp_path / "book.pdf", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "no_print_consent")
    assert not (tmp_path / "book.pdf").exists()


def test_an_empty_shortlist_makes_no_book(run: Run, read: Path, tmp_path: Path) -> None:
    answer = run("export", read, "book", "--out", tmp_path / "book.pdf", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "shortlist_empty")


def test_a_place_that_cannot_be_written_is_told(run: Run, read: Path, tmp_path: Path) -> None:
    run("shortlist", read, "--size", 1)
    answer = run("export", read, "book", "--out", tmp_path / "nowhere" / "book.pdf", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "cannot_write")


def test_the_same_book_twice_is_the_same(run: Run, read: Path, tmp_path: Path) -> None:
    run("shortlist", read, "--size", 2)
    for name in ("a.pdf", "b.pdf"):
        run("export", read, "book", "--out", tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ["book"],
        ["cake", "--out", "x"],
        ["book", "--out", "x", "--paper", "a3"],
        ["--out", "x"],
        ["book", "--out", ""],
        ["book", "--out", "/"],
    ],
)
def test_slips(run: Run, read: Path, words: list[str]) -> None:
    assert run("export", read, *words).status == 2


def test_an_output_is_made_on_the_paper_that_is_asked_for(run: Run, read: Path, tmp_path: Path) -> None:
    run("shortlist", read, "--size", 2)
    for kind, paper, width in (("book", "letter", 612), ("running-order", "a5", 420), ("script", "a4", 595)):
        out = tmp_path / f"{kind}.pdf"
        answer = run("export", read, kind, "--out", out, "--paper", paper, "--json")
        assert (answer.status, answer.json["kind"], answer.json["accessible"]) == (0, kind, True)
        with pypdfium2.PdfDocument(out) as document:
            assert round(document[0].get_width()) == pytest.approx(width, abs=1)
    refused = run("export", read, "call", "--out", tmp_path / "call.pdf", "--paper", "a5", "--json")
    assert (refused.status, refused.json["error"]["code"]) == (1, "paper_not_offered")


def test_a_folder_is_not_overwritten(run: Run, read: Path, tmp_path: Path) -> None:
    run("shortlist", read, "--size", 1)
    (tmp_path / "folder").mkdir()
    answer = run("export", read, "book", "--out", tmp_path / "folder", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "cannot_write")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "read.stories"]


def test_what_is_no_file_is_not_replaced_by_a_book(run: Run, read: Path, tmp_path: Path) -> None:
    run("shortlist", read, "--size", 1)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    answer = run("export", read, "book", "--out", pipe, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "cannot_write")
    assert pipe.is_fifo()


# --- the call for stories ----------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["pdf", "html", "txt", "csv"])
def test_the_call_is_saved_in_the_form_that_its_ending_names(
    run: Run, file: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"call.{ending}"
    answer = run("export", file, "call", "--out", out, "--json")
    assert answer.status == 0
    assert (answer.json["path"], answer.json["form"]) == (str(out), ending)
    assert (answer.json.get("pages"), answer.json.get("accessible")) == (
        (1, True) if ending == "pdf" else (None, None)
    )
    # The columns of a form do not say where it is sent; the call does, once that is known.
    assert len(answer.json["notes"]) == (0 if ending == "csv" else 1)
    assert out.stat().st_size > 100
    assert f"Saved {out}" in run("export", file, "call", "--out", out).out


def test_the_call_says_what_the_challenge_was_made_with(run: Run, tmp_path: Path) -> None:
    file, out = tmp_path / "autumn.stories", tmp_path / "call.txt"
    run(
        "new",
        file,
        "--title",
        "Autumn",
        "--closes",
        "2013-03-21 23:59",
        "--zone",
        "Asia/Tokyo",
        "--words",
        "120:900",
    )
    assert run("export", file, "call", "--out", out).status == 0
    said = out.read_text("utf-8")
    for words in ("Autumn", "Thursday 21 March 2013, 23:59", "Asia/Tokyo", "14:59 UTC", "120 to 900 words"):
        assert words in said


def test_a_call_in_no_form_is_refused(run: Run, file: Path, tmp_path: Path) -> None:
    answer = run("export", file, "call", "--out", tmp_path / "call.doc", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "call_ending_unknown")
    assert ".pdf, .html, .txt or .csv" in answer.err


def test_the_call_has_no_need_of_stories_and_changes_nothing(run: Run, file: Path, tmp_path: Path) -> None:
    before = run("history", file, "--json").json
    run("export", file, "call", "--out", tmp_path / "call.pdf")
    assert run("history", file, "--json").json == before
