"""Keeps what was typed at this computer as it was, so that other answers can come to stand beside it."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from learningstories.domain.pack import Return, ReturnBy, ReturnState, return_id
from learningstories.domain.revision import Revision, Wish
from learningstories.services.ports import UnitOfWork


def keep_words(unit: UnitOfWork, words: Sequence[Revision | Wish], now: datetime) -> None:
    """Keep the words as a return of this computer: they are taken back with the step, like any other."""
    if not words:
        return
    data = json.dumps([asdict(word) for word in words], default=str).encode()
    sha = unit.blobs.put(data)
    if not unit.revisions.returns([sha]):
        unit.returns.add(
            Return(
                id=return_id(sha), sha=sha, name="", came_by=ReturnBy.HERE, state=ReturnState.MERGED,
                code="merged", received_at=now, merged_at=now,
            )
        )  # fmt: skip
    unit.revisions.put({sha: words})
