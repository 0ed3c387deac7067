"""Which pictures, sounds and films come along with which text, and which are stories of their own."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learningstories.services.offered import Item

MOST_WITH_ONE = 6  # more media than this beside a single text are not all its own
_BETWEEN = frozenset(" -_.(")


@dataclass(frozen=True, slots=True)
class Belonging:
    """What lies together: texts in their order, media, and what comes along with a text by its place."""

    texts: Sequence[Item]
    media: Sequence[Item]
    along: Mapping[int, Sequence[Item]]
    _near: Mapping[tuple[str, ...], Sequence[Item]]

    def pictures_for(self, text: Item) -> list[Item]:
        """The pictures that a text may name: those of its page, in its folder, and in folders below."""
        return [*text.pictures, *self._near.get(text.folder, ())]


def belonging(items: Sequence[Item]) -> Belonging:
    """Sort out what was offered together: a name that begins alike, or a text alone in its folder."""
    texts = [item for item in items if not item.is_media]
    media = [item for item in items if item.is_media]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        places[text.folder].append(place)
    lying: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in media:
        lying[item.folder].append(item)
    along: dict[int, list[Item]] = defaultdict(list)
    near: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for folder, there in lying.items():
        _share(texts, places[folder], there, along)
        for depth in range(len(folder) + 1):
            near[folder[:depth]] += [item for item in there if item.is_picture]
    return Belonging(texts, media, along, near)


def _share(
    texts: Sequence[Item], places: Sequence[int], media: Sequence[Item], along: dict[int, list[Item]]
) -> None:
    alone = len(places) == 1 and len(media) <= MOST_WITH_ONE
    by_stem = {texts[place].stem: place for place in places}
    for item in media:
        place = _namesake(item.stem, by_stem)
        if place is None and alone:
            place = places[0]
        if place is not None:
            along[place].append(item)


def _namesake(stem: str, by_stem: Mapping[str, int]) -> int | None:
    """The text whose name is the longest that this one is, or begins with."""
    for end in range(len(stem), 0, -1):
        if (end == len(stem) or stem[end] in _BETWEEN) and stem[:end] in by_stem:
            return by_stem[stem[:end]]
    return None
