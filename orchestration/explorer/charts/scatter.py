"""Two scores of each report against each other: on the line they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from orchestration.explorer.charts.svg import box, element, line, link, picture, words

_LEFT, _TOP, _SIDE = 40.0, 10.0, 290.0
_MOST_POINTS = 300
_CELLS = 20


@dataclass(frozen=True, slots=True)
class Point:
    """Percent of the full marks: across and up."""

    x: float
    y: float
    name: str
    href: str


def scatter(label: str, across: str, up: str, points: Sequence[Point]) -> Markup:
    """Points while there are few; beyond that a grid of squares, the darker the more reports."""
    low = min((min(point.x, point.y) for point in points), default=0.0)
    start = max(0.0, 10.0 * ((low - 5) // 10))
    drawn = _frame(start, across, up)
    drawn += _dots(points, start) if len(points) <= _MOST_POINTS else _grid(points, start)
    return picture(label, _TOP + _SIDE + 44, *drawn)


def _place(value: float, start: float) -> float:
    return _SIDE * (min(max(value, start), 100) - start) / (100 - start)


def _frame(start: float, across: str, up: str) -> list[Markup]:
    bottom = _TOP + _SIDE
    drawn = [
        box(_LEFT, _TOP, _SIDE, _SIDE, "plot"),
        line(_LEFT, bottom, _LEFT + _SIDE, _TOP, "diagonal"),
        words(across, _LEFT + _SIDE / 2, bottom + 36, "middle"),
        element(
            "text", up, x=12, y=_TOP + _SIDE / 2, text_anchor="middle",
            transform=f"rotate(-90 12 {_TOP + _SIDE / 2})",
        ),
    ]  # fmt: skip
    for tick in (start, (start + 100) / 2, 100.0):
        at = _place(tick, start)
        drawn.append(words(f"{tick:g}", _LEFT + at, bottom + 17, "middle", "small"))
        drawn.append(words(f"{tick:g}", _LEFT - 5, bottom - at + 4, "end", "small"))
    return drawn


def _dots(points: Sequence[Point], start: float) -> list[Markup]:
    return [
        link(
            point.href,
            point.name,
            element(
                "circle", cx=_LEFT + _place(point.x, start), cy=_TOP + _SIDE - _place(point.y, start), r=6, class_="dot"
            ),
        )
        for point in points
    ]


def _grid(points: Sequence[Point], start: float) -> list[Markup]:
    def cell(value: float) -> int:
        return min(int(_place(value, start) / _SIDE * _CELLS), _CELLS - 1)

    counts = Counter((cell(point.x), cell(point.y)) for point in points)
    most, side = max(counts.values()), _SIDE / _CELLS
    drawn = []
    for (column, row), count in sorted(counts.items()):
        square = element(
            "rect", x=_LEFT + column * side, y=_TOP + _SIDE - (row + 1) * side, width=side, height=side,
            class_="c1", fill_opacity=0.15 + 0.85 * (count / most) ** 0.5,
        )  # fmt: skip
        drawn.append(link(None, f"{count:,}", square))
    return drawn
