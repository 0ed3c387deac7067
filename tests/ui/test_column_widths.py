from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.ui.widgets.column_widths import shared

COLUMNS = st.lists(
    st.tuples(st.integers(20, 300), st.integers(20, 300), st.booleans()), min_size=1, max_size=7
)


@given(columns=COLUMNS, room=st.integers(0, 3000))
@settings(max_examples=60)
def test_no_column_is_below_its_least_and_the_room_is_used_where_it_can_be(columns, room):
    widths = {i: max(wide, least) for i, (wide, least, _open) in enumerate(columns)}
    least = {i: low for i, (_wide, low, is_open) in enumerate(columns) if is_open}
    made = shared(widths, least, room)
    assert all(made[i] >= low for i, low in least.items())
    assert all(made[i] == wide for i, wide in widths.items() if i not in least)
    narrowest = sum(least.get(i, wide) for i, wide in widths.items())
    if least and room >= narrowest:
        assert 0 <= room - sum(made.values()) < len(least)
    else:
        assert sum(made.values()) == (narrowest if room < narrowest else sum(widths.values()))
