"""The browsers of this computer, as a person uses them: a profile, windows, a folder for downloads."""

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

PHONE, SMALL_PHONE, DESK = (390, 844), (320, 640), (1280, 900)
# Debian's Firefox is driven by the standard's own protocol, which knows no colour scheme yet.
_AS_IT_IS = {"color_scheme": "null", "reduced_motion": "null", "forced_colors": "null", "contrast": "null"}
_PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "firefox": ("firefox-esr", "firefox"),
}
_BLOCKED = {"profile": {"default_content_setting_values": {"cookies": 2}}}
_FIREFOX: Mapping[str, Any] = {
    "security.fileuri.strict_origin_policy": True,  # as people have it; drivers switch it off
    "dom.w3c_touch_events.enabled": 1,
}


@dataclass(frozen=True)
class Engine:
    """One kind of browser."""

    name: str
    driver: Playwright
    downloads: Path

    @cached_property
    def program(self) -> str:
        return program_of(self.name)

    def start(self) -> Browser:
        """A browser whose windows share nothing with each other."""
        return self._kind.launch(**self._ways({}))

    def profile(self, folder: Path, *, stores: bool = True, size: tuple[int, int] = PHONE) -> BrowserContext:
        """A browser of its own on a profile that stays; unless it `stores`, it keeps nothing for pages."""
        if not stores and self.name == "chromium":
            (folder / "Default").mkdir(parents=True)
            (folder / "Default" / "Preferences").write_text(json.dumps(_BLOCKED))
        settings = {} if stores else {"dom.storage.enabled": False}
        ways = self._ways(settings) | self._window(size)
        return self._kind.launch_persistent_context(folder, **ways)

    def window(self, browser: Browser, size: tuple[int, int] = PHONE, **ways: Any) -> Page:
        """A window of its own, with a storage of its own."""
        return browser.new_context(**(self._window(size) | ways)).new_page()

    def download(self, page: Page, selector: str) -> tuple[str, bytes]:
        """Press a button that saves a file; its name and what is in it."""
        if self.name == "chromium":
            with page.expect_download() as told:
                page.click(selector)
            return told.value.suggested_filename, Path(told.value.path()).read_bytes()
        before = set(self.downloads.iterdir())
        page.click(selector)
        while not (new := [p for p in self.downloads.iterdir() if p not in before and p.suffix != ".part"]):
            page.wait_for_timeout(20)
        while not (data := new[0].read_bytes()):
            page.wait_for_timeout(20)
        return new[0].name, data

    @property
    def _kind(self) -> Any:
        return getattr(self.driver, self.name)

    def _ways(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        ways: dict[str, Any] = {"executable_path": self.program, "downloads_path": self.downloads}
        if self.name == "chromium":
            return ways | {"args": ["--no-sandbox"]}
        return ways | {"channel": "moz-firefox", "firefox_user_prefs": {**_FIREFOX, **settings}}

    def _window(self, size: tuple[int, int]) -> dict[str, Any]:
        ways: dict[str, Any] = {"viewport": {"width": size[0], "height": size[1]}, "accept_downloads": True}
        return ways | ({"has_touch": True} if self.name == "chromium" else _AS_IT_IS)


def program_of(name: str) -> str:
    """Where the browser is; without it the test fails on Linux, and is left out with a line elsewhere."""
    found = next((path for word in _PROGRAMS[name] if (path := shutil.which(word))), None)
    if found is None and sys.platform.startswith("linux"):
        pytest.fail(f"There is no {name} on this computer; packaging/test.py installs it where apt does.")
    if found is None:
        pytest.skip(f"no {name} on the path: the review page was not tried in it")
    return found
