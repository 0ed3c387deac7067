"""README and the map of the code say what is there."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
_LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")


def test_every_link_and_picture_of_the_readme_is_there() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        links = _LINK.findall((CHECKOUT / name).read_text("utf-8"))
        inner = [link for link in links if "://" not in link]
        assert inner, name
        assert [link for link in inner if not (CHECKOUT / link).exists()] == []


def test_the_map_of_the_code_has_every_room_and_no_other() -> None:
    map_of_it = (CHECKOUT / "ARCHITECTURE.md").read_text("utf-8").split("```")[1]
    named = set(re.findall(r"^  (\w+(?:\.py|/))", map_of_it, re.MULTILINE))
    named |= set(re.findall(r" {2,}(\w+\.py)  ", map_of_it))
    package = CHECKOUT / "learningstories"
    rooms = {f"{each.name}/" for each in package.iterdir() if (each / "__init__.py").is_file()}
    halls = {each.name for each in package.glob("*.py")} - {"__init__.py", "__main__.py"}
    assert named == rooms | halls


def test_what_the_map_says_of_a_file_is_in_its_room() -> None:
    text = (CHECKOUT / "ARCHITECTURE.md").read_text("utf-8")
    paths = re.findall(
        r"`((?:services|domain|storage|ui|analysis|packs|publish|documents|cli)/[\w/]+\.py)`", text
    )
    assert paths
    assert [path for path in paths if not (CHECKOUT / "learningstories" / path).is_file()] == []
