"""Bars: one figure, a pair of figures, or shares of a whole for each of several things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from orchestration.explorer.charts.svg import WIDTH, box, element, line, link, picture, shorten, words

_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A thing with one figure. `tone` is a class of colour."""

    label: str
    value: float
    shown: str
    href: str | None = None
    tone: str = "c1"


@dataclass(frozen=True, slots=True)
class Pair:
    """A thing with a frame figure (a budget) and a filling one (what was spent of it)."""

    label: str
    frame: float | None
    filling: float | None
    shown: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a whole: its class of colour, its size and its name."""

    tone: str
    count: int
    name: str


def bars(label: str, rows: Sequence[Bar]) -> Markup:
    """A label above each bar, the figure at its right."""
    most = max((row.value for row in rows), default=0) or 1
    drawn = []
    for index, row in enumerate(rows):
        top = index * 36.0
        drawn.append(
            link(
                row.href,
                None,
                words(shorten(row.label, WIDTH - 70), 0, top + 12),
                words(row.shown, WIDTH, top + 12, "end", "figure"),
                box(0, top + 18, WIDTH, 8, "track"),
                box(0, top + 18, max(WIDTH * row.value / most, 2), 8, row.tone),
            )
        )
    return picture(label, len(rows) * 36, *drawn)


def pairs(label: str, rows: Sequence[Pair]) -> Markup:
    """The budget as a frame, what was spent as its filling."""
    most = max((value for row in rows for value in (row.frame, row.filling) if value is not None), default=0) or 1
    drawn = []
    for index, row in enumerate(rows):
        top = index * 40.0
        shapes = [
            words(shorten(row.label, WIDTH - 130), 0, top + 12),
            words(row.shown, WIDTH, top + 12, "end", "figure"),
        ]
        if row.filling is not None:
            shapes.append(box(0, top + 19, WIDTH * row.filling / most, 11, "c1"))
        if row.frame is not None:
            shapes.append(box(0.75, top + 18.25, WIDTH * row.frame / most - 1.5, 12.5, "frame"))
        drawn.append(link(row.href, None, *shapes))
    return picture(label, len(rows) * 40, *drawn)


def shares(label: str, rows: Sequence[tuple[str, Sequence[Share]]]) -> Markup:
    """Each whole as one bar, its parts side by side with their counts, as far as they fit."""
    drawn = []
    for index, (name, parts) in enumerate(rows):
        top, x = index * 46.0, 0.0
        total = sum(part.count for part in parts) or 1
        drawn.append(words(name, 0, top + 12))
        drawn.append(words(f"{total:,}", WIDTH, top + 12, "end", "figure"))
        for part in parts:
            width = WIDTH * part.count / total
            shapes = [box(x, top + 18, width - 1, 20, part.tone)]
            if width > 9 * len(f"{part.count:,}") + 6:
                shapes.append(words(f"{part.count:,}", x + width / 2, top + 32, "middle", f"on-{part.tone}"))
            if part.count:
                drawn.append(link(None, f"{name}, {part.name}: {part.count:,}", *shapes))
            x += width
    return picture(label, len(rows) * 46, *drawn)


def columns(label: str, rows: Sequence[Bar]) -> Markup:
    """Upright bars over a common line: a distribution. Every other label is left out where there are many."""
    height, base = 150.0, 168.0
    most = max((row.value for row in rows), default=0) or 1
    step = WIDTH / max(len(rows), 1)
    drawn = [line(0, base, WIDTH, base)]
    for index, row in enumerate(rows):
        x, tall = index * step, height * row.value / most
        shapes = [box(x + _GAP / 2, base - tall, step - _GAP, tall, row.tone)]
        if row.value:
            shapes.append(words(row.shown, x + step / 2, base - tall - 5, "middle", "figure"))
            drawn.append(link(row.href, f"{row.label}: {row.shown}", *shapes))
        if len(rows) <= 8 or index % 2 == 0 or index == len(rows) - 1:
            drawn.append(words(row.label, x + step / 2, base + 15, "middle", "small"))
    return picture(label, base + 22, *drawn)


def meter(share: float | None, label: str) -> Markup:
    """A small bar for a table: a share of 1, more than 1 shown full."""
    filled = 60 * min(max(share or 0, 0), 1)
    shapes = [box(0, 3, 60, 6, "track"), box(0, 3, filled, 6, "c1")]
    return element("svg", *shapes, class_="meter", viewBox="0 0 60 12", role="img", aria_label=label)
