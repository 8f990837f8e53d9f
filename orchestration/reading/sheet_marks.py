"""What the library of spreadsheets does not tell of a sheet but its print depends on."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class SheetMarks:
    """Number formats of cells that have one, hidden rows and columns, all counted from 0.

    `extent` is one past the last row and column that hold a value; `without_value` counts formulas whose result the
    file does not store. `constants` are those that need none, as they would be printed: =100% is 100%.
    """

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    extent: tuple[int, int] = (0, 0)
    without_value: int = 0
    constants: dict[tuple[int, int], str] = field(default_factory=dict)
