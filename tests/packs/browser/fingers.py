"""Firefox touched by a finger, through its own door for drivers: Playwright has no touch for it."""

import json
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

_SETTINGS = {
    "marionette.port": 0,
    "dom.w3c_touch_events.enabled": 1,
    "browser.shell.checkDefaultBrowser": False,
    "browser.download.folderList": 2,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
}
_PORT = re.compile(r"Listening on port (\d+)")
_WHERE = (
    "const it = document.querySelectorAll(arguments[0])[arguments[1]];"
    "it.scrollIntoView({block: 'center', behavior: 'instant'});"
    "const box = it.getBoundingClientRect();"
    "return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];"
)
_COPIED = (
    "const box = document.getElementById('copied'), done = arguments[0];"
    "const look = () => box.value ? done(box.value) : requestAnimationFrame(look);"
    "look();"
)


class TouchedFirefox:
    """One window; a command waits until the page has dealt with it."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket, self._stream, self._count = connection, connection.makefile("rb"), 0
        self._answer()  # it says what it is
        self._tell("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})

    def goto(self, address: str) -> None:
        self._tell("WebDriver:Navigate", url=address)

    def tap(self, selector: str, nth: int = 0) -> None:
        """Put a finger on the middle of an element, and take it away."""
        x, y = self.run(_WHERE, selector, nth)
        moves: list[dict[str, Any]] = [
            {"type": "pointerMove", "x": x, "y": y, "duration": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        finger = {"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}, "actions": moves}
        self._tell("WebDriver:PerformActions", actions=[finger])

    def text_of_copy(self) -> str:
        """What stands in the box of the text to copy, once it does."""
        return self._tell("WebDriver:ExecuteAsyncScript", script=_COPIED, args=[], newSandbox=False)["value"]

    def run(self, script: str, *given: Any) -> Any:
        """What a script says about the page."""
        found = self._tell("WebDriver:ExecuteScript", script=script, args=list(given), newSandbox=False)
        return found["value"]

    def _tell(self, command: str, **given: Any) -> Any:
        self._count += 1
        told = json.dumps([0, self._count, command, given]).encode()
        self._socket.sendall(f"{len(told)}:".encode() + told)
        _, _, fault, result = self._answer()
        assert fault is None, fault
        return result

    def _answer(self) -> Any:
        size = b""
        while (one := self._stream.read(1)) != b":":
            size += one
        return json.loads(self._stream.read(int(size)))


@contextmanager
def touched_firefox(program: str, folder: Path) -> Iterator[TouchedFirefox]:
    """A Firefox on a profile of its own in `folder`."""
    folder.mkdir()
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in _SETTINGS.items()]
    (folder / "user.js").write_text("\n".join(lines))
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    with subprocess.Popen(  # noqa: S603 - the browser that the system brought
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        try:
            found = next(at for line in process.stdout if (at := _PORT.search(line)))
            Thread(target=process.stdout.read, daemon=True).start()  # whatever else it says must not stop it
            with socket.create_connection(("127.0.0.1", int(found[1])), timeout=60) as connection:
                yield TouchedFirefox(connection)
        finally:
            process.terminate()
