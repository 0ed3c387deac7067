"""Where challenges are, as settings note it: the path of a file, or an address without a password."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learningstories.services.server_address import ServerAddress


def place_of(noted: str) -> "Path | ServerAddress | None":
    """What was noted by its words; None where they make no sense."""
    if "://" not in noted:
        return Path(noted)
    from learningstories.domain.errors import AddressUnclear  # noqa: PLC0415 - not for the first paint
    from learningstories.services.server_address import parse_address  # noqa: PLC0415

    try:
        return parse_address(noted)
    except AddressUnclear:
        return None


def is_there(place: "Path | ServerAddress") -> bool:
    """Whether it can be opened, as far as that is known without asking a server."""
    return place.exists() if isinstance(place, Path) else True


def short_name(place: "Path | ServerAddress") -> str:
    """What it is called in a sentence."""
    return place.stem if isinstance(place, Path) else place.name
