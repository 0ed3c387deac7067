"""Searches for bytes that a reader does not bear: `python -m tests.hostile.fuzz TARGET --seconds 300`.

Atheris is led by which lines a change reaches. What it finds lies in the folder that it names last; once the
fault is gone that file belongs into tests/hostile/fuzz/found/TARGET, where the ordinary tests try it again.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["learningstories", "email", "mailbox", "markdown", "oxmsg", "olefile", "zipfile", "yaml"]
):
    from tests.hostile.fuzz.seeds import seeds_of
    from tests.hostile.fuzz.targets import TARGETS

_MEMORY_MB, _HANG_SECONDS, _LONGEST = 1_500, 20, 6_000


def main() -> None:
    """Run until the time is over or something is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=300)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{asked.target}-"))
    for number, seed in enumerate(seeds_of(asked.target)):
        (folder / f"seed-{number}").write_bytes(seed)
    options = {
        "max_total_time": asked.seconds,
        "timeout": _HANG_SECONDS,
        "rss_limit_mb": _MEMORY_MB,
        "max_len": _LONGEST,
        "artifact_prefix": f"{folder}-",
    }
    words = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup([sys.argv[0], *words, str(folder)], TARGETS[asked.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
