"""Tells by their beginnings what files of ours are."""

from learningstories.packs.archive import begins_with

MANIFEST = "manifest.json"  # the first part of every pack
_HEAD = 8_192
_PAGE, _OF_PAGES = b"<!doctype html", b"require-trusted-types-for"


def is_pack(data: bytes) -> bool:
    """Whether a file that begins so is a pack, or the page of one."""
    head = data[:_HEAD]
    return begins_with(data, MANIFEST) or (head.lstrip().lower().startswith(_PAGE) and _OF_PAGES in head)
