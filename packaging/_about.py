"""What the app says of itself where it is installed: to software centres, to `man`, and about rights."""

from __future__ import annotations

import re
import time
from pathlib import Path

from _entry import COMMENT, ENTRY, KINDS, NAME, TITLE

CHECKOUT = Path(__file__).resolve().parents[1]
IDENTIFIER = "org.learningstories.LearningStories"
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)


def version() -> str:
    """The app's version, read without running it."""
    found = _VERSION.search((CHECKOUT / "learningstories" / "__init__.py").read_text(encoding="utf-8"))
    return found[1] if found else "0"


def metainfo(release: str) -> str:
    """The AppStream description of the app."""
    day = time.strftime("%Y-%m-%d", time.gmtime())
    kinds = "".join(f"    <mediatype>{kind}</mediatype>\n" for kind in KINDS)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{IDENTIFIER}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>MIT</project_license>
  <name>{TITLE}</name>
  <summary>{COMMENT}</summary>
  <developer id="org.learningstories">
    <name>The Learning Stories authors</name>
  </developer>
  <description>
    <p>
      For people who run a learning stories challenge: a community asks for stories about learning that
      inspire someone to act, volunteers read them and say how much each makes them want to act, and the best
      are told on a showcase evening.
    </p>
    <ul>
      <li>Takes in stories as they come: documents, mails, web pages, the answers of a form</li>
      <li>Has them read without a network, in the app or in any browser</li>
      <li>Corrects for strict and generous readers, and says how sure the ranking is</li>
      <li>Helps to choose what fits the evening, and typesets the showcase book</li>
      <li>Undoes everything, and sends nothing anywhere</li>
    </ul>
  </description>
  <launchable type="desktop-id">{ENTRY}</launchable>
  <icon type="stock">{NAME}</icon>
  <categories>
    <category>Office</category>
  </categories>
  <provides>
    <binary>{NAME}</binary>
{kinds}  </provides>
  <supports>
    <control>keyboard</control>
    <control>pointing</control>
  </supports>
  <requires>
    <display_length compare="ge">900</display_length>
  </requires>
  <content_rating type="oars-1.1"/>
  <releases>
    <release version="{release}" date="{day}"/>
  </releases>
</component>
"""


def man_page(release: str) -> str:
    """A short page for `man learning-stories`."""
    return rf""".TH LEARNING-STORIES 1 "" "{TITLE} {release}"
.SH NAME
{NAME} \- run a learning stories challenge
.SH SYNOPSIS
.B {NAME}
[\fIFILE\fR | \fB\-\-sample\fR | \fB\-\-new\fR | \fB\-\-open\fR | \fB\-\-read\-pack\fR]
.br
.B {NAME}
\fICOMMAND\fR [\fIARGUMENTS\fR]
.SH DESCRIPTION
Opens the window, on a challenge (.stories), a review pack (.lspack) or a return (.lsreturn.txt) where one is
given; a second start shows it in the app that runs already. With a command, does from a terminal what the
window does.
.SH OPTIONS
.TP
.B \-\-sample
Open the sample challenge.
.TP
.BR \-\-new ", " \-\-open ", " \-\-read\-pack
Begin with a new challenge, with choosing a challenge, or with choosing a review pack.
.TP
.B \-\-help
List the commands.
.SH FILES
Everything of a challenge is in its one file. The sample, backups and what was answered to packs are kept in
.I ~/.local/share/Learning Stories
"""


def copyright_text() -> str:
    """Debian's file about rights: ours, and where those of the parts are told."""
    licence = (CHECKOUT / "LICENSE").read_text(encoding="utf-8").strip()
    told = "\n".join(f" {line}" if line else " ." for line in licence.splitlines()[2:])
    return f"""Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: {TITLE}
Comment: Every other part that comes along, with its licence, is listed in
 /usr/lib/{NAME}/_internal/resources/licences/THIRD-PARTY.md

Files: *
Copyright: The Learning Stories authors
License: Expat
{told}
"""
