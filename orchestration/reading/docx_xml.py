"""Access to WordprocessingML by local names: the transitional and the strict namespaces alike."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_WRAPPERS = frozenset(
    ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo")
)


def name_of(element: etree._Element) -> str:
    """The local name; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    """The children of a name."""
    return [one for one in element if name_of(one) == name] if element is not None else []


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of a name, or the first along a path of names."""
    for name in path:
        element = next(iter(children(element, name)), None)
    return element


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute by its local name; empty where it is absent."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def is_on(element: etree._Element | None) -> bool:
    """Whether a toggle such as w:vanish is set."""
    return element is not None and attribute(element, "val").lower() not in ("0", "false", "off")


def unwrapped(element: etree._Element) -> Iterator[etree._Element]:
    """The children, content controls, insertions and other wrappers opened; deletions left out."""
    for one in element:
        name = name_of(one)
        if name in _WRAPPERS:
            yield from unwrapped(one)
        elif name == "AlternateContent":
            choice = child(one, "Choice")
            chosen = choice if choice is not None else child(one, "Fallback")
            if chosen is not None:
                yield from unwrapped(chosen)
        elif name not in ("", "del", "moveFrom", "sdtPr", "sdtEndPr", "customXmlPr"):
            yield one
