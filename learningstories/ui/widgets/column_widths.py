"""How columns share the room there is."""

from collections.abc import Mapping


def shared(widths: Mapping[int, int], least: Mapping[int, int], room: int) -> dict[int, int]:
    """What is left goes to the columns in `least`; what is missing is taken from them."""
    given = dict(widths)
    spare = room - sum(given.values())
    if spare >= 0:
        return {i: width + (spare // len(least) if i in least else 0) for i, width in given.items()}
    missing = -spare
    while missing > 0:
        able = [column for column in least if given[column] > least[column]]
        if not able:
            break
        part = max(missing // len(able), 1)
        for column in able:
            taken = min(part, given[column] - least[column], missing)
            given[column] -= taken
            missing -= taken
    return given
