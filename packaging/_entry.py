"""What desktops on Linux are told, in the words of freedesktop.org: of the app, and of its files."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from _talk import Stop

KIND = "application/vnd.learningstories.challenge"
PACK = "application/vnd.learningstories.pack"
RETURN = "application/vnd.learningstories.return"  # the app says what is to be done with one
KINDS = (KIND, PACK, RETURN)
NAME = "learning-stories"  # the app gives its windows this name too, so that they find their icon
ENTRY = f"{NAME}.desktop"
TITLE = "Learning Stories"
COMMENT = "Gather stories, read them, rank them fairly, print the showcase"

# What can be chosen from the app's icon without opening it first: a word of ours, and what it is called there
# and in the app's own catalogues.
DEEDS = {"new": "New challenge", "open": "Open a challenge", "read-pack": "Read a review pack"}

_CATALOGUES = Path(__file__).resolve().parents[1] / "resources" / "i18n"
_PLAIN = re.compile(r"[A-Za-z0-9_=/.-]+")
_UNTOLD = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # the last are bytes that are no UTF-8
DESCRIPTION = f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{KIND}">
    <comment>Learning stories challenge</comment>
    <sub-class-of type="application/vnd.sqlite3"/>
    <glob pattern="*.stories"/>
    <magic priority="60">
      <match type="string" value="SQLite format 3\\000" offset="0">
        <match type="big32" value="0x4C535452" offset="68"/>
      </match>
    </magic>
  </mime-type>
  <mime-type type="{PACK}">
    <comment>Learning stories review pack</comment>
    <sub-class-of type="application/zip"/>
    <glob pattern="*.lspack"/>
    <magic priority="60">
      <match type="string" value="PK\\003\\004" offset="0">
        <match type="string" value="manifest.json" offset="30"/>
      </match>
    </magic>
  </mime-type>
  <mime-type type="{RETURN}">
    <comment>Learning stories return</comment>
    <sub-class-of type="text/plain"/>
    <glob pattern="*.lsreturn.txt"/>
    <magic priority="60">
      <match type="string" value="&quot;learning-stories-return&quot;" offset="0:40"/>
    </magic>
  </mime-type>
</mime-info>
"""


def entry(words: Sequence[str], program: str, catalogues: Path = _CATALOGUES) -> str:
    """The desktop entry for the app that `words` start; it is shown where `program` is there.

    Raises Stop for words that such an entry cannot hold.
    """
    if "=" in program or _UNTOLD.search(f"{program}{''.join(words)}"):
        raise Stop(
            f"The name of the folder of {program!r} has an equals sign, a control character or one that is "
            "not UTF-8, and no desktop starts anything from there. Move it, then run this again."
        )
    start = escaped(" ".join(map(_quoted, words)))
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.4",
        f"Name={TITLE}",
        "GenericName=Story challenge",
        f"Comment={COMMENT}",
        f"TryExec={escaped(program)}",
        f"Exec={start} %f",
        f"Icon={NAME}",
        "Terminal=false",
        "StartupNotify=true",
        f"StartupWMClass={TITLE}",
        "Categories=Office;",
        "Keywords=stories;challenge;review;ranking;showcase;",
        f"MimeType={';'.join(KINDS)};",
        f"Actions={';'.join(DEEDS)};",
    ]
    for deed, name in DEEDS.items():
        lines += ["", f"[Desktop Action {deed}]", f"Name={name}", *_translated(name, catalogues)]
        lines.append(f"Exec={start} --{deed}")
    return "\n".join(lines) + "\n"


def escaped(value: str) -> str:
    """`value` as the entry holds any text; this comes after, and on top of, the quotes of Exec."""
    return value.replace("\\", "\\\\")


def _quoted(word: str) -> str:
    """`word` as one word of Exec: in quotes, four signs marked, a percent sign doubled."""
    if _PLAIN.fullmatch(word):
        return word
    marked = re.sub(r'(["`$\\])', r"\\\1", word)
    return '"' + marked.replace("%", "%%") + '"'


def _translated(name: str, catalogues: Path) -> Iterator[str]:
    """The name in each language that the app's catalogues have it in, as far as they are compiled."""
    for compiled in sorted(catalogues.glob("*/LC_MESSAGES/learningstories.mo")):
        with compiled.open("rb") as stream:
            told = gettext.GNUTranslations(stream).gettext(name)
        if told != name:
            yield f"Name[{compiled.parents[1].name}]={escaped(told)}"
