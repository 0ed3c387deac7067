"""Saving the call for stories, with the real ways of making each of its forms."""

import csv
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from learningstories import i18n
from learningstories.domain.errors import CallEndingUnknown, CallTooLong, CannotWrite
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import challenges, form_template
from learningstories.services.calling import CallForm, call_text, save_call
from learningstories.services.form_columns import FormField, match_columns
from learningstories.services.preview import Reception, preview
from learningstories.services.progress import Control
from learningstories.services.toolbox import Toolbox
from learningstories.services.workspace import Workspace


@pytest.fixture
def tools(documents: LazyDocuments) -> Toolbox:
    return toolbox(documents)


def beside(folder: Path) -> list[str]:
    """What there is beside the challenge."""
    return sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("challenge."))


@pytest.mark.parametrize("ending", [".pdf", ".HTML", ".txt", ".csv"])
def test_the_ending_says_what_is_saved(
    workspace: Workspace, tools: Toolbox, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"call{ending}"
    saved = save_call(workspace, tools, target, Control())
    assert (saved.path, saved.form) == (target, ending.lower())
    assert saved.accessible is (True if ending == ".pdf" else None)
    begins = {
        ".pdf": b"%PDF-",
        ".html": b"<!doctype html>",
        ".txt": b"Call for stories",
        ".csv": b"\xef\xbb\xbfTitle,",
    }
    assert target.read_bytes().startswith(begins[ending.lower()])


def test_every_form_says_what_the_challenge_says_now(
    workspace: Workspace, tools: Toolbox, tmp_path: Path
) -> None:
    challenges.alter(workspace, title="Autumn", contact="tales@example.org", call="Tell **me**.")
    for name in ("call.pdf", "call.html", "call.txt"):
        assert save_call(workspace, tools, tmp_path / name, Control()).notes == ()
    with pypdfium2.PdfDocument(tmp_path / "call.pdf") as document:
        page = document[0].get_textpage().get_text_bounded()
    texts = [page, (tmp_path / "call.html").read_text("utf-8"), (tmp_path / "call.txt").read_text("utf-8")]
    for text in texts:
        assert "Autumn" in text
        assert "tales@example.org" in text
    assert call_text(workspace, tools) == texts[2]


def test_a_call_that_does_not_say_where_to_send_is_saved_and_that_is_told(
    workspace: Workspace, tools: Toolbox, tmp_path: Path
) -> None:
    notes = save_call(workspace, tools, tmp_path / "call.txt", Control()).notes
    assert len(notes) == 1
    assert "“Change the challenge”" in notes[0]


def test_making_the_call_changes_nothing(workspace: Workspace, tools: Toolbox, tmp_path: Path) -> None:
    before = workspace.undo_label()
    save_call(workspace, tools, tmp_path / "call.html", Control())
    assert workspace.undo_label() == before


@pytest.mark.parametrize("name", ["call.doc", "call", "call.pdf.zip", ".pdf"])
def test_other_endings_are_refused(workspace: Workspace, tools: Toolbox, tmp_path: Path, name: str) -> None:
    with pytest.raises(CallEndingUnknown) as refused:
        save_call(workspace, tools, tmp_path / name, Control())
    assert refused.value.name == name
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("form", list(CallForm))
def test_a_place_that_cannot_be_written_keeps_what_is_there(
    workspace: Workspace, tools: Toolbox, tmp_path: Path, form: CallForm
) -> None:
    folder = tmp_path / f"folder{form}"
    folder.mkdir()
    for target in (folder, tmp_path / "nowhere" / f"call{form}"):
        with pytest.raises(CannotWrite):
            save_call(workspace, tools, target, Control())
    pipe = tmp_path / f"pipe{form}"
    os.mkfifo(pipe)
    with pytest.raises(CannotWrite):
        save_call(workspace, tools, pipe, Control())
    assert pipe.is_fifo()
    assert beside(tmp_path) == [folder.name, pipe.name]


def test_what_is_too_long_for_a_page_has_room_on_the_web(
    workspace: Workspace, tools: Toolbox, tmp_path: Path
) -> None:
    challenges.alter(workspace, call="Tell a story. " * 500)
    with pytest.raises(CallTooLong):
        save_call(workspace, tools, tmp_path / "call.pdf", Control())
    save_call(workspace, tools, tmp_path / "call.html", Control())
    assert beside(tmp_path) == ["call.html"]


# --- the form template -------------------------------------------------------------------------------

ANSWERS = {
    "Title": "The lift",
    "Your name": "Amina Yusuf",
    "Your e-mail": "amina@example.org",
    "Theme": "Failure",
    "Language": "English",
    "Your story": "On my first day the lift never came, and so I took the stairs.",
    "May reviewers read it?": "Yes",
    "May it be printed?": "Yes",
    "May it be put on the web?": "No",
    "May it be told on stage?": "",
    "How may your name be shown?": "First name only",
}


def filled(template: Path, rows: int) -> Path:
    """The template as somebody fills it in; ends with the answers of `rows` people."""
    headers = next(csv.reader(StringIO(template.read_text("utf-8-sig"))))
    target = template.with_name("answers.csv")
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headers)
        for place in range(rows):
            writer.writerow(
                [f"{ANSWERS[header]} {place}" if header == "Title" else ANSWERS[header] for header in headers]
            )
    return target


def test_the_template_asks_only_what_this_challenge_needs(
    workspace: Workspace, tools: Toolbox, tmp_path: Path
) -> None:
    def headers() -> list[str]:
        save_call(workspace, tools, tmp_path / "form.csv", Control())
        return next(csv.reader(StringIO((tmp_path / "form.csv").read_text("utf-8-sig"))))

    assert headers() == [header for header in ANSWERS if header != "Theme"]
    challenges.alter(workspace, themes=("Failure",), story_languages=("en", "es"))
    assert headers() == list(ANSWERS)
    challenges.alter(workspace, story_languages=("en",))
    assert "Language" not in headers()


def test_every_column_of_a_filled_template_is_known_for_sure(
    workspace: Workspace, tools: Toolbox, tmp_path: Path
) -> None:
    challenges.alter(workspace, themes=("Failure",))
    save_call(workspace, tools, tmp_path / "form.csv", Control())
    table = tools.documents.take_in(filled(tmp_path / "form.csv", 3)).table
    assert table is not None
    match = match_columns(table, [])
    assert [(column.header, column.sure) for column in match.columns] == [
        (header, True) for header in ANSWERS
    ]
    assert FormField.LEFT_OUT not in {column.field for column in match.columns}
    assert not match.dates_open


def test_a_filled_template_is_taken_in_without_a_question(
    workspace: Workspace, tools: Toolbox, tmp_path: Path
) -> None:
    challenges.alter(workspace, themes=("Failure",))
    save_call(workspace, tools, tmp_path / "form.csv", Control())
    answers = filled(tmp_path / "form.csv", 3)
    with workspace.read() as unit:
        reception = Reception(challenge=unit.challenge(), reader=tools.documents, now=workspace.clock())
    made = preview([answers], reception)
    assert len(made.matches) == 1
    match = made.matches[0]
    assert all(column.sure and column.field is not FormField.LEFT_OUT for column in match.columns)
    assert not match.dates_open
    assert [each.draft.title for each in made.found if each.draft] == [
        "The lift 0",
        "The lift 1",
        "The lift 2",
    ]
    draft = made.found[0].draft
    assert draft is not None
    assert (draft.author, draft.email, draft.theme) == ("Amina Yusuf", "amina@example.org", "Failure")
    consents = (draft.consent_read, draft.consent_print, draft.consent_web, draft.consent_stage)
    assert consents == (True, True, False, False)
    assert draft.name_use == "first"
    assert draft.markdown.strip() == ANSWERS["Your story"]
    assert [problem.code for problem in made.found[0].problems] == []


@pytest.fixture
def welsh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language that the window does not speak has a catalogue."""
    catalogue = Catalog(locale="cy")
    for place, header in enumerate(ANSWERS):
        catalogue.add(header, f"Cwestiwn {place}")
    folder = tmp_path / "i18n" / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "learningstories.mo").open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr(i18n, "resource_root", lambda: tmp_path)
    form_template._fields.cache_clear()
    yield
    form_template._fields.cache_clear()


def test_a_template_in_another_language_than_the_windows_is_known_too(
    workspace: Workspace, tools: Toolbox, tmp_path: Path, welsh: None
) -> None:
    challenges.alter(workspace, language="cy", themes=("Failure",))
    save_call(workspace, tools, tmp_path / "form.csv", Control())
    asked = (tmp_path / "form.csv").read_text("utf-8-sig")
    assert asked.startswith("Cwestiwn 0,Cwestiwn 1,")
    (tmp_path / "answers.csv").write_text(
        asked + ",".join(ANSWERS.values()).replace("never came,", ""), "utf-8"
    )
    table = tools.documents.take_in(tmp_path / "answers.csv").table
    assert table is not None
    columns = match_columns(table, []).columns
    assert len(columns) == len(ANSWERS)
    assert all(column.sure and column.field is not FormField.LEFT_OUT for column in columns)
