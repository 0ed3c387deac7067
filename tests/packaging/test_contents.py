"""What goes into the app that people install, as far as it can be told without making it."""

import plistlib
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from xml.etree import ElementTree

import _about
import _entry
import _icons
import _licences
import _linux
import _mac
import contents
import pytest

from learningstories import __version__
from learningstories.services import own_process
from learningstories.services.starting import DEEDS

CHECKOUT = Path(__file__).parents[2]
SPEC = (CHECKOUT / "packaging" / "learning_stories.spec").read_text(encoding="utf-8")


def test_every_module_of_ours_goes_in_by_name_for_pages_are_loaded_by_name() -> None:
    named = set(contents.modules())
    assert {"learningstories.ui.stories_page", "learningstories.cli.app", own_process.READER} <= named
    assert own_process.TYPESETTER in named
    source = (file for file in contents.PACKAGE.rglob("*.py") if contents.MIGRATIONS not in file.parents)
    assert len(named) == len(list(source))
    assert "*contents.modules()" in SPEC


def test_every_file_goes_in_that_the_app_reads_and_migrations_are_files() -> None:
    went = {Path(place, Path(source).name).as_posix() for source, place in contents.files()}
    there = [file for file in (CHECKOUT / "resources").rglob("*") if file.is_file() and file.suffix != ".po"]
    missing = {file.relative_to(CHECKOUT).as_posix() for file in there} - went
    assert {name for name in missing if "__pycache__" not in name} == set()
    assert "learningstories/storage/migrations/env.py" in went
    assert "LICENSE" in went


def test_nothing_is_left_out_that_the_app_imports() -> None:
    said = re.compile(r"^\s*(?:from ([\w.]+) import ([\w, ]+)|import ([\w.]+))", re.MULTILINE)
    imported = set()
    for file in contents.PACKAGE.rglob("*.py"):
        for module, names, whole in said.findall(file.read_text(encoding="utf-8")):
            imported |= {module or whole, *(f"{module}.{name.strip()}" for name in names.split(","))}
    assert {"PySide6.QtNetwork.QLocalServer", "scipy", "lxml"} <= imported
    wrong = {
        name
        for name in imported
        if any(name == out or name.startswith(f"{out}.") for out in contents.LEFT_OUT)
    }
    assert wrong == set()


def test_of_qt_goes_in_what_the_app_is_drawn_with() -> None:
    plugins = "PySide6/Qt/plugins"
    needed = [
        f"{plugins}/platforms/libqxcb.so",
        f"{plugins}/platforms/libqwayland.so",
        f"{plugins}/iconengines/libqsvgicon.so",
        f"{plugins}/imageformats/libqjpeg.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/Qt/translations/qtbase_de.qm",
        "libpython3.11.so.1.0",
        "libxcb-cursor.so.0",
        "resources/icons/app.svg",
    ]
    needless = [
        f"{plugins}/platforms/libqvnc.so",
        f"{plugins}/sqldrivers/libqsqlite.so",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/translations/qtbase_fi.qm",
        "libgtk-3.so.0",
        "libGL.so.1",
        "libstdc++.so.6",
        "numpy/_core/tests/data.csv",
    ]
    assert list(contents.wanted([*needed, *needless])) == needed


def test_the_package_starts_the_processes_it_starts_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = (CHECKOUT / "packaging" / "packaged.py").read_text(encoding="utf-8")
    assert "READER" in packaged
    assert "TYPESETTER" in packaged
    assert own_process.words_to_run(own_process.READER)[0] == sys.executable
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/app/learning-stories")
    words = own_process.words_to_run(own_process.READER)
    assert words == ["/opt/app/learning-stories", own_process.RUN, own_process.READER]


def test_an_app_asked_to_run_anything_else_does_nothing() -> None:
    command = [sys.executable, str(CHECKOUT / "packaging" / "packaged.py"), own_process.RUN, "http.server"]
    variables = {"PYTHONPATH": str(CHECKOUT), "PATH": ""}
    assert subprocess.run(command, env=variables, check=False, timeout=60).returncode == 2


def test_the_version_is_the_same_everywhere() -> None:
    assert _about.version() == __version__
    release = ElementTree.fromstring(_about.metainfo(__version__)).find("releases/release")  # noqa: S314 - ours
    assert release is not None
    assert release.get("version") == __version__
    assert _mac.information(__version__)["CFBundleShortVersionString"] == __version__


def test_desktops_and_software_centres_take_what_they_are_told(tmp_path: Path) -> None:
    entry, metainfo = tmp_path / _entry.ENTRY, tmp_path / f"{_about.IDENTIFIER}.metainfo.xml"
    entry.write_text(_entry.entry(["/usr/bin/learning-stories"], "/usr/bin/learning-stories"), "utf-8")
    metainfo.write_text(_about.metainfo(__version__), "utf-8")
    actions = re.findall(r"^Exec=/usr/bin/learning-stories (--\S+)$", entry.read_text("utf-8"), re.MULTILINE)
    assert set(actions) == DEEDS
    for tool, *words in (
        ["desktop-file-validate", str(entry)],
        ["appstreamcli", "validate", "--no-net", str(metainfo)],
    ):
        if shutil.which(tool):
            done = subprocess.run([tool, *words], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    told = {element.text for element in ElementTree.parse(metainfo).iter("mediatype")}  # noqa: S314 - ours
    assert told == set(_entry.KINDS)


def test_a_mac_is_told_which_files_are_ours() -> None:
    told = plistlib.loads(plistlib.dumps(_mac.information(__version__)))
    endings = [
        kind["UTTypeTagSpecification"]["public.filename-extension"]
        for kind in told["UTExportedTypeDeclarations"]
    ]
    assert endings == [["stories"], ["lspack"]]
    opened = {name for kind in told["CFBundleDocumentTypes"] for name in kind["LSItemContentTypes"]}
    assert {kind["UTTypeIdentifier"] for kind in told["UTExportedTypeDeclarations"]} < opened


def test_each_kind_of_file_has_an_icon_of_its_own() -> None:
    drawn = [ElementTree.fromstring(_icons.sheet(kind)) for kind in _icons.FILES]  # noqa: S314 - ours
    assert len({ElementTree.tostring(each) for each in drawn}) == len(_entry.KINDS)
    wanted = {f"mimetypes/{kind.replace('/', '-')}" for kind in _entry.KINDS}
    assert wanted | {f"apps/{_entry.NAME}"} == set(_icons.drawings())


def test_the_licences_of_all_parts_are_listed_with_their_words() -> None:
    listed = _licences.parts()
    names = {re.sub(r"[-_.]+", "-", part.name).lower() for part in listed}
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[<>=\[; ]", line)[0].lower() for line in project["dependencies"]}
    assert wanted <= names
    assert {"python", "lucide (icons)", "inter (fonts)", "noto (fonts)"} <= names
    assert all(part.licence for part in listed)
    assert _licences.licence_of(distribution("SQLAlchemy")) == "MIT"
    assert _licences.licence_of(distribution("psycopg")) == "LGPL-3.0-only"
    document = _licences.document(listed)
    assert "| Lucide (icons) |  | ISC |" in document
    assert document.count("SIL OPEN FONT LICENSE") >= 1


def test_a_library_that_nobody_brings_stops_the_package() -> None:
    needed = _linux.packages_for({"libX11.so.6", "libc.so.6"}, (2, 36))
    assert needed == ["libc6 (>= 2.36)", "libgcc-s1", "libstdc++6", "libx11-6"]
    with pytest.raises(_linux.Stop, match=r"libnowhere\.so\.1"):
        _linux.packages_for({"libnowhere.so.1"}, (2, 36))
