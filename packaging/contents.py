"""What goes into the app that people install: the same list for Linux, Windows and macOS.

Read by learning_stories.spec, which PyInstaller runs. What is imported by name at the top of a module or
within a function it finds by itself; here is what it cannot see, and what it would take for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGE = CHECKOUT / "learningstories"
RESOURCES = CHECKOUT / "resources"

# Alembic reads the migrations as files, so they cannot lie among the compiled modules.
MIGRATIONS = PACKAGE / "storage" / "migrations"

# Packages with tables and texts that they look for beside their modules.
WITH_DATA = (
    "babel",
    "compressed_rtf",
    "dateparser_data",
    "dateutil",
    "htmldate",
    "justext",
    "manimgx_fonts_cjk",
    "py3langid",
    "pymediainfo",
    "pypdfium2_raw",
    "trafilatura",
    "tzdata",
    "tzlocal",
)
HIDDEN = (
    "alembic.ddl.postgresql",
    "alembic.ddl.sqlite",
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "logging.config",
    "manimgx_fonts_cjk",
    "psycopg_binary",
    "psycopg_binary._psycopg",
    "psycopg_binary.pq",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "tzdata",
)

# Never used by the app: what others bring for their own commands, tests and other databases.
LEFT_OUT = (
    "IPython",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PyInstaller",
    "PySide6.QtNetworkAuth",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "_pyrepl",
    "_tkinter",
    "alembic.testing",
    "altgraph",
    "dateparser_cli",
    "dateparser_scripts",
    "distutils",
    "ensurepip",
    "fontTools.designspaceLib",
    "fontTools.ufoLib",
    "idlelib",
    "lib2to3",
    "lxml.isoschematron",
    "matplotlib",
    "numpy.tests",
    "pip",
    "pkg_resources",
    "psycopg2",
    "pydoc_data",
    "pypdfium2_cli",
    "pytest",
    "readline",
    "scipy.cluster",
    "scipy.datasets",
    "scipy.differentiate",
    "scipy.integrate",
    "scipy.interpolate",
    "scipy.io",
    "scipy.misc",
    "scipy.ndimage",
    "scipy.odr",
    "scipy.signal",
    "scipy.stats",
    "setuptools",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.testing",
    "tkinter",
    "turtledemo",
    "wheel",
)

# By the folder in PySide6's plugins: what the app is drawn, shown and read aloud with.
QT_PLUGINS = {
    "egldeviceintegrations": (),
    "generic": (),
    "iconengines": ("svgicon",),
    "imageformats": ("gif", "ico", "jpeg", "svg", "webp"),
    "networkinformation": (),
    "platforminputcontexts": ("compose", "ibus"),
    "platforms": ("cocoa", "offscreen", "wayland", "windows", "xcb"),
    "platformthemes": ("gtk3", "xdgdesktopportal"),
    "printsupport": ("cups", "cocoa", "windows"),
    "qmltooling": (),
    "sqldrivers": (),
    "styles": ("macstyle", "modernwindowsstyle"),
    "tls": (),
    "vectorimageformats": (),
    "xcbglintegrations": ("glx", "egl"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": ("client",),
    "wayland-shell-integration": ("xdg-shell", "wl-shell"),
}
QT_WORDS = ("qtbase_ar", "qtbase_de", "qtbase_es")
# Libraries of Qt that only plugins left out above, or modules left out above, are linked with.
QT_LIBRARIES_LEFT_OUT = (
    "EglFSDeviceIntegration",
    "EglFsKmsGbmSupport",
    "EglFsKmsSupport",
    "Pdf",
    "Qml",
    "QmlMeta",
    "QmlModels",
    "QmlWorkerScript",
    "Quick",
    "Sql",
    "Test",
    "VirtualKeyboard",
)
_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/([^/]+)/(?:lib)?q?(.+?)(?:\.[^/.]+)?$")
_QT_LIBRARY = re.compile(r"(?:^|/)(?:lib)?Qt6?([A-Za-z]+?)(?:\.so\.6|\.dll|\.framework/.*|)$")
_QT_WORDS = re.compile(r"PySide6/(?:Qt/)?translations/([^/]+)\.qm$")
# Libraries of the system that are found beside those of packages. Those that draw, print and talk to the
# desktop must fit the machine, so that its own are taken; what not every machine has comes along.
_OF_A_SYSTEM = re.compile(r"^lib[^/]+\.so[^/]*$")
_COMES_ALONG = re.compile(
    r"^lib(python3|ssl|crypto|sqlite3|ffi|bz2|lzma|uuid|xcb-|xkbcommon|Qt6|icu|pyside6|shiboken6)"
    r"|-[0-9a-f]{8}[-.]"
)
# Tests and notes for programmers that packages carry along; a slow stand-in for what draws on Windows.
_NEEDLESS = re.compile(
    r"(^|/)tests?/|\.pyi$|^PySide6/(?:Qt/)?(qml|metatypes)/|^PySide6/.*\.(ui|json)$|opengl32sw\.dll$"
)


def modules(package: Path = PACKAGE) -> list[str]:
    """Every module of ours but the migrations: the window loads its pages by names worked out as it runs."""
    found = (file for file in sorted(package.rglob("*.py")) if MIGRATIONS not in file.parents)
    return [_dotted(file, package.parent) for file in found]


def files() -> list[tuple[str, str]]:
    """Our own files, each with the folder that it goes to."""
    ours = [RESOURCES / name for name in sorted(path.name for path in RESOURCES.iterdir() if path.is_dir())]
    found = [file for folder in ours for file in sorted(folder.rglob("*")) if _goes_in(file)]
    found += [file for file in sorted(MIGRATIONS.rglob("*")) if file.suffix in (".py", ".mako")]
    found += [CHECKOUT / "LICENSE", CHECKOUT / "CHANGELOG.md"]
    return [(str(file), file.parent.relative_to(CHECKOUT).as_posix()) for file in found]


def wanted(names: Iterable[str]) -> Iterator[str]:
    """Of the files that PyInstaller gathered, those that are needed; each by the place it goes to."""
    return (name for name in names if _is_wanted(name.replace("\\", "/")))


def _goes_in(file: Path) -> bool:
    """Catalogues go in compiled."""
    return file.is_file() and file.suffix != ".po" and "__pycache__" not in file.parts


def _is_wanted(place: str) -> bool:
    if _NEEDLESS.search(place) or (_OF_A_SYSTEM.match(place) and not _COMES_ALONG.search(place)):
        return False
    if words := _QT_WORDS.search(place):
        return words[1] in QT_WORDS
    if plugin := _PLUGIN.search(place):
        kept = QT_PLUGINS.get(plugin[1])
        return kept is None or any(plugin[2].startswith(name) for name in kept)
    library = _QT_LIBRARY.search(place)
    return library is None or library[1] not in QT_LIBRARIES_LEFT_OUT


def _dotted(file: Path, root: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
