"""The reading process: takes one job at a time from its standard input.

Started by `child.Child`. It opens no file and no connection: what it reads is handed to it, so
that a hostile file can do no more than cost the time and memory that it is given.
"""

import contextlib
import logging
import sys
from dataclasses import asdict
from typing import IO

from learningstories.documents.manuscript import Material
from learningstories.documents.reading import open_document, read_cell, read_typed
from learningstories.documents.refusal import Refusal
from learningstories.documents.wire import Hangup, Message, pack_delivery, receive, send
from learningstories.services.markup import markdown_to_html

MOST_MEMORY = 1_000_000_000


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer jobs until the other side hangs up, or memory has run out."""
    while True:
        try:
            message, blobs = receive(requests)
        except Hangup:
            return
        try:
            answer, parts = _do(message, blobs)
        except MemoryError:
            send(answers, {"refused": "out_of_memory"})
            return
        send(answers, answer, parts)


def _do(message: Message, blobs: list[bytes]) -> tuple[Message, list[bytes]]:
    try:
        if message["job"] == "html":
            return {"html": markdown_to_html(blobs[0].decode())}, []
        if message["job"] == "cells":
            return {"cells": [asdict(read_cell(text)) for text in message["texts"]]}, []
        material = _material(message, blobs)
        read = read_typed if message["job"] == "typed" else open_document
        delivery, parts = pack_delivery(read(material, simply=message.get("simply", False)), material.data)
    except Refusal as refusal:
        return {"refused": refusal.cause}, []
    except MemoryError:
        raise
    except Exception:
        # The reader has a fault: the next file must not suffer from it.
        logging.getLogger(__name__).exception("A file could not be read")
        return {"refused": "broken"}, []
    return {"delivery": delivery}, parts


def _material(message: Message, blobs: list[bytes]) -> Material:
    if message["job"] == "recording":
        return Material(name=message["name"], data=blobs[0], tail=blobs[1], size=message["size"])
    beside = dict(zip(message["companions"], blobs[1:], strict=True))
    return Material(name=message["name"], data=blobs[0], companions=beside)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    # macOS refuses such limits; the limit of time is left there.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    """Serve standard input; nothing else may write to standard output."""
    _limit_memory()
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
