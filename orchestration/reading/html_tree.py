"""Web page → a plain tree of elements and texts, not deeper than a limit, so that walking it may recurse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from orchestration.reading.errors import ReadError
from orchestration.reading.limits import DEEPEST_NESTING
from orchestration.reading.words import load_words

WORDS = load_words("html.toml")
NEVER_PRINTED = frozenset(WORDS["tags"]["never_printed"])
_DEEPEST_PARSED = 20_000  # of open elements; the parser's time grows with the square of the depth
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ENDLESS = frozenset(WORDS["tags"]["ends_by_itself"])
_WHITE_SPACE = re.compile(r"white-space\s*:\s*([a-z-]+)", re.IGNORECASE)
_KEEPS_LINES = frozenset(("pre", "pre-wrap", "pre-line", "break-spaces"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Element:
    """An element; children are elements and runs of text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> list[Element]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def text(self) -> str:
        """All text below, as it stands."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def find_all(self, tag: str) -> list[Element]:
        """All elements of a name below, in order."""
        found = []
        for child in self.elements():
            if child.tag == tag:
                found.append(child)
            found.extend(child.find_all(tag))
        return found


@dataclass(frozen=True, slots=True)
class WebPage:
    """What a page prints (`body`), its titles as it states them, and whether very deep elements were flattened."""

    body: Element
    article_title: str
    window_title: str
    flattened: bool


def parse_html(text: str) -> WebPage:
    """The page of a source text. Raises ReadError where it nests elements without end."""
    if _depth(text) > _DEEPEST_PARSED:
        raise ReadError(f"the page nests elements more than {_DEEPEST_PARSED:,} deep")
    parser = LexborHTMLParser(text)
    root = Element("body")
    flattened = _fill(root, parser.body) if parser.body is not None else False
    metas = {(node.attributes.get("name") or "").lower(): node.attributes.get("content") for node in parser.css("meta")}
    window = parser.css_first("title")
    return WebPage(root, metas.get("articletitle") or "", window.text() if window is not None else "", flattened)


def _depth(text: str) -> int:
    """The deepest run of elements opened and not closed; elements that end by themselves do not count."""
    depth = deepest = 0
    for match in _TAG.finditer(text):
        if match.group(2).lower() in _ENDLESS:
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _fill(root: Element, body: LexborNode) -> bool:
    """Copy what is printed below `body`. Elements deeper than the limit give their content to the one at the limit."""
    flattened = False
    stack: list[tuple[LexborNode, Element, int, bool]] = [(child, root, 1, False) for child in reversed(_children(body))]
    while stack:
        node, parent, depth, in_lines = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            parent.children.extend(_printed(node.text_content or "", in_lines))
            continue
        if tag.startswith("-") or tag in NEVER_PRINTED or not node.is_element_node:
            continue
        attributes = {key: value or "" for key, value in node.attributes.items()}
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
            continue
        target = parent
        if depth <= DEEPEST_NESTING:
            target = Element(tag, attributes)
            parent.children.append(target)
        else:
            flattened = True
        keeps_lines = _keeps_lines(tag, attributes, in_lines)
        stack.extend((child, target, depth + 1, keeps_lines) for child in reversed(_children(node)))
    return flattened


def _keeps_lines(tag: str, attributes: Mapping[str, str], inherited: bool) -> bool:
    """Whether line ends of the source are printed in an element."""
    said = _WHITE_SPACE.search(attributes.get("style", ""))
    return said[1].lower() in _KEEPS_LINES if said else inherited or tag == "pre"


def _printed(text: str, in_lines: bool) -> Iterator[Element | str]:
    """A text, its line ends as elements where they are printed."""
    if not in_lines:
        yield text
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Element("br")
        yield line


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter(include_text=True))
