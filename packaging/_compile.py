"""Compiles the .po catalogues it is given. Runs in the app's environment, which has Babel."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogue(file: Path) -> None:
    """Write the .mo beside it, whole or not at all."""
    made = BytesIO()
    # Babel's own command takes "100 % of" for a format and refuses the translation.
    with file.open("rb") as source:
        write_mo(made, read_po(source, abort_invalid=True))
    new = file.with_suffix(".new")
    new.write_bytes(made.getvalue())
    new.replace(file.with_suffix(".mo"))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        compile_catalogue(Path(name))
