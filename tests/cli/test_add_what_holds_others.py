"""Mails, mailboxes, archives, folders and recordings from a terminal."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.documents.letters import LONG, attach, letter, word
from tests.documents.recordings import sound

Run = Callable[..., Any]


def test_a_recording_tells_its_length(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "memo.wav").write_bytes(sound(200))
    [story] = run("add", file, tmp_path / "memo.wav", "--json").json["stories"]
    assert (story["title"], story["words"]) == ("memo", 0)
    assert "media_without_summary" in {problem["code"] for problem in story["problems"]}
    [kept] = run("show", file, "1", "--json").json["attachments"]
    assert (kept["role"], kept["seconds"], kept["media_type"]) == ("sound", 200, "audio/wav")


def test_a_drop_of_everything_is_one_step(run: Run, file: Path, tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    (drop / "Ada").mkdir(parents=True)
    (drop / "Ada" / "story.txt").write_text(f"The boat\n\n{LONG}")
    (drop / "Ada" / "memo.wav").write_bytes(sound(5))
    mail = letter("Two stories", "Here they are.\n", Received="from a by b; Mon, 18 Mar 2013 09:00:00 +0000")
    for name in ("Bread", "Bike"):
        attach(mail, f"{name}.docx", word(name, LONG + name))
    (drop / "mail.eml").write_bytes(mail.as_bytes())
    box = b"From a@example.org Mon Mar 18 09:00:00 2013\n" + letter("The bus", f"{LONG} A bus.\n").as_bytes()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("Inbox", box)
        made.writestr("broken.docx", "no Word file")
    (drop / "more.zip").write_bytes(archive.getvalue())
    answer = run("add", file, drop, "--json")
    found = {story["source"]: story for story in answer.json["stories"]}
    assert {source: story["title"] for source, story in found.items()} == {
        "mail.eml/Bread.docx": "Bread",
        "mail.eml/Bike.docx": "Bike",
        "more.zip/Inbox/1. The bus.eml": "The bus",
        "more.zip/broken.docx": "",
        "story.txt": "The boat",
    }
    assert found["mail.eml/Bread.docx"]["received"] == "2013-03-18T09:00:00+00:00"
    assert [problem["code"] for problem in found["more.zip/broken.docx"]["problems"]] == ["not_a_docx"]
    boat = found["story.txt"]["number"]
    files = run("show", file, str(boat), "--json").json["attachments"]
    assert [(kept["name"], kept["role"], kept["seconds"]) for kept in files] == [
        ("story.txt", "original", 0),
        ("memo.wav", "sound", 5),
    ]
    run("undo", file)
    assert run("list", file, "--json").json == []


def test_the_same_mail_is_not_added_twice(run: Run, file: Path, tmp_path: Path) -> None:
    mail = letter("Two stories", "Here they are.\n")
    for name in ("Bread", "Bike"):
        words = " ".join(f"{name}{place} and" for place in range(60))
        attach(mail, f"{name}.txt", f"{name}\n\nOnce {words} so on.".encode())
    (tmp_path / "mail.eml").write_bytes(mail.as_bytes())
    assert run("add", file, tmp_path / "mail.eml", "--json").json["added"] == 2
    assert run("add", file, tmp_path / "mail.eml", "--json").json["added"] == 0
