"""Names of files and of members of archives, as they may be printed, stored and logged."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset(("Cc", "Cf", "Cs"))  # controls; marks that turn or hide what follows; halves of characters


def printable_name(name: str) -> str:
    """The name with what cannot be seen told by its code: a line end, an escape of terminals, a mark of direction."""
    if name.isascii() and name.isprintable():
        return name
    return "".join(f"\\u{ord(char):04x}" if unicodedata.category(char) in _UNSEEN else char for char in name)
