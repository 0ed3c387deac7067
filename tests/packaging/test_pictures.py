from pathlib import Path

from _pictures import page_of, save_small
from PIL import Image


def test_all_pictures_are_on_one_page_and_small_copies_keep_their_shape(tmp_path: Path) -> None:
    picture = tmp_path / "full-<b>.png"
    Image.effect_noise((400, 200), 60).convert("RGB").save(picture)
    page = page_of([picture], tmp_path)
    assert 'src="full-&lt;b&gt;.png"' in page
    save_small(picture, tmp_path / "made" / "small.png", 100)
    with Image.open(tmp_path / "made" / "small.png") as small:
        assert small.size == (100, 50)
