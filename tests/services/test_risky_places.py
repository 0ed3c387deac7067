from pathlib import Path

import pytest

from learningstories.services.risky_places import RiskyPlace, risk_words, risky_place


@pytest.mark.parametrize(
    ("folder", "kind", "program"),
    [
        ("/home/ada/Dropbox/2013", "ext4", "Dropbox"),
        ("/Users/ada/Dropbox (Analytical)/2013", "apfs", "Dropbox"),
        ("/home/ada/OneDrive - Analytical Engines", "ntfs", "OneDrive"),
        ("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs", "apfs", "iCloud"),
        ("/home/ada/Nextcloud/stories", "ext4", "Nextcloud"),
        ("/mnt/share", "nfs4", ""),
        ("/mnt/share", "cifs", ""),
        ("/run/share", "fuse.sshfs", ""),
        ("/Volumes/share", "smbfs", ""),
    ],
)
def test_what_may_come_to_harm(folder: str, kind: str, program: str) -> None:
    place = risky_place(Path(folder) / "spring.stories", kind)
    assert place == RiskyPlace(program=program)
    assert "spring" in risk_words(place, "spring")


@pytest.mark.parametrize(
    "folder", ["/home/ada", "/home/ada/dropboxes", "/home/ada/Megan", "/home/ada/my drives"]
)
@pytest.mark.parametrize("kind", ["ext4", "btrfs", "apfs", "NTFS", "tmpfs", "fuse.portal", ""])
def test_what_is_as_safe_as_any(folder: str, kind: str) -> None:
    assert risky_place(Path(folder) / "spring.stories", kind) is None


def test_a_folder_that_a_program_has_marked(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert risky_place(tmp_path / "a" / "b.stories", "ext4") == RiskyPlace(program="Syncthing")
