"""What of a web page is navigation, breadcrumbs, header, footer, tools: left out, by tag, role, class and shape.

Words: `data/html.toml`. A part that holds much of the page's own text is never furniture, whatever its class says.
"""

from __future__ import annotations

import re

from orchestration.reading.html_tree import WORDS, Element, WebPage

_TAGS = frozenset(WORDS["tags"]["furniture"])
_ROLES = frozenset(WORDS["roles"]["furniture"])
_TOKENS = frozenset(WORDS["tokens"]["furniture"])
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BEGINNINGS = tuple(WORDS["phrases"]["beginnings"])
_ANYWHERE = tuple(WORDS["phrases"]["anywhere"])
_PUBLICATION = tuple(WORDS["phrases"]["publication"])
_LONGEST = WORDS["phrases"]["longest"]
_BLANKS = re.compile(r"\s+")
_CRUMBS = re.compile(r"^(?:首\s*页|网站首页|主页)\s*(?:[>＞»›/\-|]|&gt;)")

_BOXES = frozenset(("div", "ul", "li", "dl", "center", "table", "section"))
_TITLE_PARTS = re.compile(r"\s*[_|–—-]\s*")
_SHORTEST_TITLE = 8
_MUCH = 0.25  # of the page's own text: more than any menu or footer holds
_LINKED = 0.6  # of a block's text within links: a list of links
_FEWEST_LINKS = 3
_FEWEST_IN_CONTENT = 200  # characters: below it, a page is too small for shares to mean anything


def prune(page: WebPage) -> None:
    """Take furniture out of the page's tree."""
    own = _own_length(page.body)
    limit = max(_MUCH * own, _FEWEST_IN_CONTENT if own < 2 * _FEWEST_IN_CONTENT else 0)
    titles = (letters(page.article_title), letters(_TITLE_PARTS.split(page.window_title.strip())[0]))
    _prune(page.body, limit, tuple(title for title in titles if len(title) >= _SHORTEST_TITLE))


def letters(text: str) -> str:
    """The text without any blanks."""
    return "".join(text.split())


def is_publication_line(text: str) -> bool:
    """Whether a line tells date, source and clicks of the article."""
    return len(text) <= _LONGEST and text.lstrip("[【( ").startswith(_PUBLICATION) and len(text) < 120


def is_furniture_line(text: str) -> bool:
    """Whether a line of text is furniture by its words."""
    line = _BLANKS.sub(" ", text).strip(" \u3000|·")
    if not line or len(line) > _LONGEST:
        return False
    return line.startswith(_BEGINNINGS) or bool(_CRUMBS.match(line)) or any(phrase in line for phrase in _ANYWHERE)


def _prune(element: Element, limit: float, titles: tuple[str, ...]) -> None:
    kept: list[Element | str] = []
    for child in element.children:
        if isinstance(child, Element):
            if _is_furniture(child, limit, titles):
                continue
            _prune(child, limit, titles)
        kept.append(child)
    element.children = kept


def _is_furniture(element: Element, limit: float, titles: tuple[str, ...]) -> bool:
    if element.tag in ("td", "th", "tr", "tbody", "p", "span", "font", "strong", "b", "a", "br", "u"):
        return False
    own = _own_length(element)
    if own > limit:
        return False
    if element.tag in _TAGS or element.attributes.get("role", "").lower() in _ROLES:
        return True
    if element.tag == "header" and not element.find_all("h1"):
        return True
    if _TOKENS & _tokens(element) and not _holds_content(element, titles):
        return True
    if _is_link_list(element, own):
        return True
    is_simple = not any(element.find_all(tag) for tag in ("p", "table", "h1", "h2", "h3"))
    return is_simple and element.tag in _BOXES and is_furniture_line(element.text())


def _tokens(element: Element) -> set[str]:
    names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
    return {token.lower() for token in _TOKEN.findall(names)}


def _holds_content(element: Element, titles: tuple[str, ...]) -> bool:
    """Whether the article's title or a table of several rows and columns stands below, whatever the class says."""
    text = element.text()
    if any(title in letters(text) for title in titles) and not is_furniture_line(text):
        return True
    if element.find_all("h1"):
        return True
    return any(
        sum(len([c for c in row.elements() if c.tag in ("td", "th")]) > 2 for row in table.find_all("tr")) > 2
        for table in element.find_all("table")
    )


def _is_link_list(element: Element, own: int) -> bool:
    links = element.find_all("a")
    if len(links) < _FEWEST_LINKS or _holds_content(element, ()):
        return False
    linked = sum(len(_BLANKS.sub("", link.text())) for link in links)
    return linked > _LINKED * (own + linked) and not any(link.text().strip().startswith("附件") for link in links)


def _own_length(element: Element) -> int:
    """Characters below that stand in no link."""
    length = 0
    for child in element.children:
        if isinstance(child, str):
            length += len(_BLANKS.sub("", child))
        elif child.tag != "a":
            length += _own_length(child)
    return length
