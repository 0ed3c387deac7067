"""Gathers what is one frame of words, without stories, as the data that a template reads."""

import json
from pathlib import Path

from learningstories.publish.boxes import boxes, lost_letters
from learningstories.publish.facts import Fact
from learningstories.publish.fonts import BOX, SANS, SERIF, faces_for
from learningstories.publish.nodes import Node, words
from learningstories.publish.volume import Volume


def sheet_volume(frame: Node, folder: Path) -> tuple[Volume, list[Fact]]:
    """The frame with its fonts, and what to tell of it; fonts that are needed go to `folder`.

    Raises `GlyphMissing`.
    """
    faces = faces_for("".join({BOX}.union(*words(frame))), folder / "fonts")
    facts = lost_letters(frame, faces.missing, None)
    orders = {"serif": faces.order(SERIF), "sans": faces.order(SANS)}
    data = json.dumps(frame | orders, ensure_ascii=False).translate(boxes(faces.missing))
    return Volume(data, (), (), faces), facts
