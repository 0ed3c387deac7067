import json

from fontTools.ttLib import TTFont

from learningstories.publish.fonts import COVERAGE, faces_for
from learningstories.resources import resource_root


def test_the_table_of_our_letters_says_what_the_fonts_have():
    """If not: python3 packaging/update_coverage.py."""
    folder = resource_root() / "fonts"
    told = {
        code
        for first, last in json.loads((folder / COVERAGE).read_bytes())
        for code in range(first, last + 1)
    }
    there: set[int] = set()
    for font in folder.iterdir():
        if font.name.endswith(".ttf"):
            with font.open("rb") as data, TTFont(data, lazy=True) as opened:
                there |= set(opened.getBestCmap())
    assert told == there


def test_our_letters_need_no_other_fonts(tmp_path):
    faces = faces_for("Ünïcode नमस्ते שלום مرحبا 🙂", tmp_path / "spare")
    assert not faces.missing
    assert len(faces.folders) == 1
