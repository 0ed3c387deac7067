"""Everything that is made of a challenge, from a terminal."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest

Run = Callable[..., Any]
OWN = "For the organisers only"

# Files can grow to so many bytes and no further, as on a disk that is full.
NARROW = """
import resource, sys
from learningstories.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (34_000, 34_000))
file, folder = sys.argv[1:]
for kind, name in (("book", "book.pdf"), ("letters", "letters"), ("large-print", "large.pdf")):
    assert main(["export", file, kind, "--out", f"{folder}/{name}"]) == 1
"""


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


@pytest.fixture
def chosen(run: Run, read: Path) -> Path:
    assert run("shortlist", read, "--size", 2).status == 0
    return read


def test_everything_at_once_and_what_was_chosen_for_it(run: Run, chosen: Path, tmp_path: Path) -> None:
    guests, out = tmp_path / "guests.csv", tmp_path / "all"
    guests.write_text("Name;Table\nOmar Farouk;3\n", "utf-8")
    answer = run(
        *("export", chosen, "everything", "--out", out, "--guests", guests),
        *("--for", "readers", "--rank", "--address", "https://example.org/spring/index.html", "--json"),
    )
    assert answer.status == 0
    found = answer.json
    assert [each["kind"] for each in found["not_made"]] == ["ics"]  # the evening has no date
    assert {Path(path).suffix for path in found["made"]} == {".pdf", "", ".xlsx", ".csv", ".json", ".zip"}
    assert "Omar Farouk" in words_of(out / "Talk cards.pdf")
    certificates = words_of(out / "Certificates.pdf")
    assert all(name in certificates for name in ("Ann", "Ben", "Cleo", "5 learning stories"))
    letter = next((out / "Letters" / "outbox").glob("*Ada of The ladder*"))
    assert "number 2 of 5" in " ".join(message_from_bytes(letter.read_bytes()).get_payload().split())
    start = (out / "Web page" / "index.html").read_text("utf-8")
    assert 'content="https://example.org/spring/social/story-' in start
    assert json.loads((out / OWN / "Everything for scripts.json").read_bytes())["stories"]
    with zipfile.ZipFile(out / OWN / "Spreadsheet.xlsx") as sheets:
        ElementTree.fromstring(sheets.read("xl/workbook.xml"))  # noqa: S314 - we wrote it
    with zipfile.ZipFile(out / OWN / "Archive.zip") as archive:
        assert archive.testzip() is None


def test_letters_are_one_pdf_where_the_name_says_so_and_tell_no_rank(
    run: Run, chosen: Path, tmp_path: Path
) -> None:
    out = tmp_path / "letters.pdf"
    found = run("export", chosen, "letters", "--out", out, "--json").json
    assert (found["form"], found["accessible"]) == ("pdf", True)
    said = words_of(out)
    assert "The ladder" in said
    assert "number 2" not in said
    assert [each.name for each in tmp_path.iterdir() if each != chosen] == ["letters.pdf"]


def test_certificates_for_all_authors_are_for_those_who_agreed(
    run: Run, chosen: Path, tmp_path: Path
) -> None:
    out = tmp_path / "certificates.pdf"
    found = run("export", chosen, "certificates", "--for", "authors", "--out", out, "--json").json
    assert found["pages"] == 3
    assert [each["number"] for each in found["left_out"]] == [4, 5]


def test_a_choice_of_another_kind_is_a_slip(run: Run, chosen: Path, tmp_path: Path) -> None:
    answer = run("export", chosen, "book", "--rank", "--out", tmp_path / "book.pdf")
    assert answer.status == 2
    assert "letters" in answer.err
    for address in (
        "ftp://example.org/",
        "example.org",
        "https://",
        "https://example.org/?page=1",
        "http://[x",
    ):
        words = ("web", "--address", address, "--out", tmp_path / "web")
        assert run("export", chosen, *words).status == 2
    missing = tmp_path / "none.txt"
    answer = run("export", chosen, "cards", "--guests", missing, "--out", tmp_path / "c.pdf", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "file_missing")


def test_of_no_stories_only_the_organisers_copies_are_made(run: Run, file: Path, tmp_path: Path) -> None:
    found = run("export", file, "everything", "--out", tmp_path / "all", "--json").json
    made = {Path(path).suffix for path in found["made"]}
    assert made == {".xlsx", ".csv", ".json", ".zip", ".pdf"}  # and the call for stories
    assert len(found["not_made"]) + len(found["made"]) == 16
    assert all(each["why"] for each in found["not_made"])


def test_where_there_is_no_room_nothing_is_left_half_made(chosen: Path, tmp_path: Path) -> None:
    pytest.importorskip("resource")
    folder = tmp_path / "out"
    folder.mkdir()
    words = [sys.executable, "-c", NARROW, str(chosen), str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("cannot be written") + done.stderr.count("no room") == 3
    assert not list(folder.iterdir())
