"""Elements of an SVG. Everything passed in is escaped."""

from __future__ import annotations

from markupsafe import Markup, escape

WIDTH = 360


def element(name: str, *children: Markup | str, **attributes: object) -> Markup:
    """An element. `class_` is written `class`, `stroke_width` `stroke-width`; attributes that are None are left out."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _number(value))
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, Markup("").join(escape(c) for c in children))


def picture(label: str, height: float, *children: Markup) -> Markup:
    """The outermost element: as wide as its container, named for screen readers."""
    return element(
        "svg", *children, class_="chart", viewBox=f"0 0 {WIDTH} {_number(height)}", role="group", aria_label=label
    )


def words(text: object, x: float, y: float, anchor: str | None = None, class_: str | None = None) -> Markup:
    """A text at a point; `anchor` (SVG's text-anchor) says which part of it stands there, else it begins there."""
    return element("text", str(text), x=x, y=y, text_anchor=anchor, class_=class_)


def box(x: float, y: float, width: float, height: float, class_: str) -> Markup:
    """A rectangle from its upper left corner; a negative width counts as 0."""
    return element("rect", x=x, y=y, width=max(width, 0), height=height, class_=class_)


def line(x1: float, y1: float, x2: float, y2: float, class_: str = "axis") -> Markup:
    """A straight line between two points; an axis, unless its class says otherwise."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def link(href: str | None, name: str | None, *children: Markup) -> Markup:
    """A group that leads somewhere. Its name is what is said on pointing at it; None where its own words say it all."""
    title = () if name is None else (element("title", name),)
    return element("g" if href is None else "a", *title, *children, href=href)


def shorten(text: str, units: float) -> str:
    """A text cut to a width, a Chinese character counted as one and a Latin one as half a letter of 12 units."""
    room = units / 12
    for index, character in enumerate(text):
        room -= 1 if ord(character) > 0x2E7F else 0.55
        if room < 0:
            return text[: max(index - 1, 1)] + "…"
    return text


def _number(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
