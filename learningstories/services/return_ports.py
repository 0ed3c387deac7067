"""What the services need of what keeps packs' keys and the words of returns; light, as `ports` is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from learningstories.domain.reviewer import ReviewerId
    from learningstories.domain.revision import Revision, Wish
    from learningstories.domain.story import StoryId
    from learningstories.services.kept_words import KeptWord, KnownReturn, Origin


class Revisions(Protocol):
    """What reviewers have said in returns, each word kept once and never altered."""

    def put(self, held: Mapping[str, Sequence[Revision | Wish]]) -> None:
        """Keep what returns hold, by the name under which the bytes of each are kept."""

    def of(self, reviewers: Collection[ReviewerId], story: StoryId | None = None) -> Sequence[KeptWord]:
        """What these reviewers said in returns that were merged; about one story, if it is given."""

    def returns(self, shas: Collection[str]) -> Mapping[str, KnownReturn]:
        """Those of the returns with these bytes that came before."""

    def last_returns(self) -> Mapping[ReviewerId, datetime]:
        """When the last return of each reviewer came."""

    def in_doubt(self) -> Collection[ReviewerId]:
        """The reviewers who said something about one story twice, neither knowing of the other, perhaps."""

    def origins(self, keys: Collection[UUID]) -> Mapping[UUID, Origin]:
        """How each of these revisions first came in a return that was merged."""

    def get(self, key: UUID) -> Revision:
        """One revision, in whatever return it came."""


class PackKey(Protocol):
    """What the keys of all packs come from."""

    def get(self) -> bytes | None: ...
    def put(self, key: bytes) -> None: ...
