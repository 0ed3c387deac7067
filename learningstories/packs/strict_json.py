"""JSON from strangers: nothing twice, nothing endless, and no more of it than a file of ours can have."""

import json
from typing import Any, NoReturn

from learningstories.packs.unsound import Unsound

# Each costs some fifty bytes of memory or more, whatever little stands in the file. A number of thousands
# of digits Python refuses by itself.
_MOST_OF = {b"[": 200_000, b"{": 200_000, b'"': 1_000_000, b",": 2_000_000}


def parsed(data: bytes, most: int) -> Any:
    """What the JSON says; raises `Unsound`."""
    if len(data) > most or any(data.count(mark) > count for mark, count in _MOST_OF.items()):
        raise Unsound("too_big")
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_each_once,
            parse_constant=_refused,
        )
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        raise Unsound("damaged") from error


def written(told: Any) -> str:
    """The JSON of `told`, on one line."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found


def _refused(word: str) -> NoReturn:
    raise ValueError(word)
