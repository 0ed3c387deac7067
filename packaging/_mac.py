"""Makes of the frozen app what people with a Mac install: an image to drag it from."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from _about import IDENTIFIER
from _entry import TITLE
from _talk import Stop

OLDEST = "13.0"

# What the system calls each kind of our files, with its ending, its icon and what it is for people.
KINDS = (
    ("challenge", "stories", "Learning stories challenge", "public.database", "Editor"),
    ("pack", "lspack", "Learning stories review pack", "public.zip-archive", "Editor"),
)
_TEXT = "public.plain-text"  # a return ends in .txt, and macOS looks at no more than that


def information(version: str) -> dict[str, object]:
    """What Info.plist says: which files the app opens, and what they are."""
    return {
        "CFBundleShortVersionString": version,
        "CFBundleDocumentTypes": [_opens(*kind) for kind in KINDS] + [_opens_returns()],
        "UTExportedTypeDeclarations": [_declares(*kind) for kind in KINDS],
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "The Learning Stories authors, MIT License",
        "NSRequiresAquaSystemAppearance": False,
        "CFBundleLocalizations": ["en", "ar", "de", "es"],
    }


def image(build: Path, version: str, target: Path) -> Path:
    """A .dmg with the app and a link to the programs' folder; raises Stop where it cannot be made.

    The app is signed with nobody's name, so that people are asked once whether they trust it.
    """
    app = build / "app" / f"{TITLE}.app"
    _run(["codesign", "--force", "--deep", "--sign", "-", str(app)])
    made = target / f"{TITLE.replace(' ', '-')}-{version}.dmg"
    made.unlink(missing_ok=True)
    stage = build / "image"
    if stage.exists():
        shutil.rmtree(stage)
    stage.mkdir()
    shutil.copytree(app, stage / app.name, symlinks=True)
    (stage / "Applications").symlink_to("/Applications")
    options = ["-volname", TITLE, "-srcfolder", str(stage), "-format", "UDZO", "-fs", "HFS+"]
    _run(["hdiutil", "create", *options, str(made)])
    return made


def _identifier(kind: str) -> str:
    return f"{IDENTIFIER}.{kind}"


def _opens(kind: str, _ending: str, name: str, _like: str, role: str) -> dict[str, object]:
    return {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": role,
        "CFBundleTypeIconFile": f"{kind}.icns",
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": [_identifier(kind)],
    }


def _opens_returns() -> dict[str, object]:
    """Offered under Open With only: texts stay with what opens texts."""
    return {
        "CFBundleTypeName": "Learning stories return",
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Alternate",
        "LSItemContentTypes": [_TEXT],
    }


def _declares(kind: str, ending: str, name: str, like: str, _role: str) -> dict[str, object]:
    return {
        "UTTypeIdentifier": _identifier(kind),
        "UTTypeDescription": name,
        "UTTypeIconFile": f"{kind}.icns",
        "UTTypeConformsTo": [like, "public.data"],
        "UTTypeTagSpecification": {
            "public.filename-extension": [ending],
            "public.mime-type": [f"application/vnd.learningstories.{kind}"],
        },
    }


def _run(command: list[str]) -> None:
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        raise Stop(f"This failed, see above: {' '.join(command)}")
