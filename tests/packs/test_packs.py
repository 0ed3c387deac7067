"""A pack comes out as it went in, holds what it may and no more, and is what its schemas say."""

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from learningstories.domain.errors import (
    MadeByNewerVersion,
    PackLocked,
    PhraseWrong,
)
from learningstories.packs.packs import PackFiles
from learningstories.resources import resource_root
from learningstories.services.pack_contents import PackContents
from tests.packs.conftest import photo


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((resource_root() / "schemas" / name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(data: bytes, **manifest: Any) -> bytes:
    """The pack with other words in its manifest."""
    found = parts(data)
    found["manifest.json"] = json.dumps({**json.loads(found["manifest.json"]), **manifest}).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in found.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_a_pack_comes_out_as_it_went_in(files: PackFiles, contents: PackContents) -> None:
    found = files.read(files.write(contents), "ada.lspack")
    assert found.stories == contents.stories
    assert {name: bytes(data) for name, data in found.media.items()} == contents.media
    assert replace(found, media={}) == replace(contents, media={})


def test_the_same_pack_is_the_same_bytes(files: PackFiles, contents: PackContents) -> None:
    assert files.write(contents) == files.write(contents)


def test_packs_are_what_their_schemas_say(files: PackFiles, contents: PackContents) -> None:
    found = parts(files.write(contents))
    validator("pack-manifest.json").validate(json.loads(found["manifest.json"]))
    validator("pack-stories.json").validate(json.loads(found["stories.json"]))
    sealed = parts(files.write(contents, "five words that nobody guesses"))
    validator("pack-manifest.json").validate(json.loads(sealed["manifest.json"]))


def test_a_pack_is_read_however_much_more_it_says(files: PackFiles, contents: PackContents) -> None:
    found = files.read(repacked(files.write(contents), colour="red", version=7), "ada.lspack")
    assert found.stories == contents.stories


@pytest.mark.parametrize("newer", [{"min_reader": 2}, {"features": ["smell"]}])
def test_a_pack_for_a_newer_reader_says_so(
    files: PackFiles, contents: PackContents, newer: dict[str, Any]
) -> None:
    with pytest.raises(MadeByNewerVersion):
        files.read(repacked(files.write(contents), **newer), "ada.lspack")


def test_a_protected_pack_opens_with_its_words_and_tells_nothing_without(
    files: PackFiles, contents: PackContents
) -> None:
    phrase = files.new_phrase()
    assert len(phrase.split()) == 5
    data = files.write(contents, phrase)
    for secret in (b"Ada", b"Learning Stories 2013", b"learned", contents.key):
        assert secret not in data
    typed = f"  {phrase.upper().replace(' ', '   ')} "
    assert files.read(data, "ada.lspack", typed).stories == contents.stories
    with pytest.raises(PackLocked):
        files.read(data, "ada.lspack")
    with pytest.raises(PhraseWrong):
        files.read(data, "ada.lspack", phrase + "s")


def test_no_two_phrases_are_alike(files: PackFiles) -> None:
    assert len({files.new_phrase() for _ in range(200)}) == 200


def test_another_text_another_title_or_another_picture_has_another_sha(
    files: PackFiles, contents: PackContents
) -> None:
    story = contents.stories[2]
    others = [
        replace(story, title="T"),
        replace(story, markdown="T"),
        replace(story, author="T"),
        replace(story, media=()),
    ]
    assert len({files.story_sha(one) for one in (story, *others)}) == 5
    assert files.story_sha(replace(story, number=3, seen=(("d_" + "2" * 16, 1),))) == story.sha


def test_pictures_lose_all_but_their_pixels(files: PackFiles) -> None:
    from PIL import Image  # noqa: PLC0415 - only here

    about = Image.Exif()
    about[0x013B] = "Amara Okafor"
    about.get_ifd(0x8825)[1] = "S"
    about[0x0112] = 6  # lies on its side
    out = io.BytesIO()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">by Amara</x:xmpmeta>'
    Image.new("RGB", (2400, 1000), "red").save(out, "JPEG", exif=about, comment=b"secret by Amara", xmp=xmp)
    made = files.small_picture(out.getvalue())
    assert made is not None
    data, ending = made
    assert ending == "jpg"
    assert not [word for word in (b"Amara", b"Exif", b"secret", b"adobe", b"JFIFX") if word in data]
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (500, 1200)
        assert not picture.getexif()


def test_what_is_no_picture_is_left_out(files: PackFiles) -> None:
    for data in (b"", b"<svg/>", photo()[:200], b"GIF89a"):
        assert files.small_picture(data) is None


def test_sound_goes_in_if_it_is_small_and_says_nothing_of_who_speaks(files: PackFiles) -> None:
    sound = b"\xff\xfb" + b"s" * 1000
    tagged = b"ID3\x04\x00\x00\x00\x00\x00\x0b" + b"Amara Okafo" + sound + b"TAG" + b"Amara".ljust(125)
    assert files.small_sound(tagged) == (sound, "mp3")
    assert files.small_sound(b"OggS" + b"s" * 100) == (b"OggS" + b"s" * 100, "ogg")
    assert files.small_sound(b"RIFF" + b"s" * 100) is None
    assert files.small_sound(sound + b"s" * 4_000_000) is None
