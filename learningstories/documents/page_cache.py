"""The pages that were made last of stories' texts."""

import threading
from collections import OrderedDict

_MOST_TEXTS = 200
_MOST_CHARACTERS = 8 * 1024 * 1024


class PageCache:
    """HTML by the text it was made of, bounded in number and size."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: OrderedDict[bytes, str] = OrderedDict()
        self._size = 0

    def get(self, key: bytes) -> str | None:
        """The page, if it is still there."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: bytes, page: str) -> None:
        """Remember a page."""
        with self._lock:
            self._size += len(page) - len(self._pages.pop(key, ""))
            self._pages[key] = page
            while self._pages and (len(self._pages) > _MOST_TEXTS or self._size > _MOST_CHARACTERS):
                self._size -= len(self._pages.popitem(last=False)[1])
