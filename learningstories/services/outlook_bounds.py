"""A mail of Outlook is a file system within a file, whose head says how much there is of its tables."""

import struct

_HEAD = struct.Struct("<30xH12xI16xI4xI")  # how large a sector is; sectors of the three kinds of tables
_SMALLEST, _LARGEST = 7, 12  # as powers of two


def tables_fit(data: bytes) -> bool:
    """Whether no table is said to be larger than the whole file.

    The library that reads such files believes what is said there, and would go round in a circle of sectors
    thousands of millions of times.
    """
    if len(data) < _HEAD.size:
        return False
    power, table, small, further = _HEAD.unpack_from(data)
    return _SMALLEST <= power <= _LARGEST and all(
        count << power <= len(data) for count in (table, small, further)
    )
