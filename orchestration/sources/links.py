"""The links of a page: addresses made absolute, with their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from orchestration.sources.requests import without_fragment

_BLANKS = re.compile(r"\s+")


class Link(NamedTuple):
    """An absolute address, and the text of its link with what the link shows on pointing at it."""

    url: str
    text: str


def links_of(page: bytes, url: str) -> Iterator[Link]:
    """Links of a page in their order, each address once; what is no address of the web is left out."""
    tree = LexborHTMLParser(page)
    base = tree.css_first("base[href]")
    start = _joined(url, base.attributes.get("href")) if base is not None else url
    seen = set()
    for node in tree.css("a[href]"):
        target = _joined(start or url, node.attributes.get("href"))
        if target is None or target in seen:
            continue
        seen.add(target)
        text = f"{node.text()} {node.attributes.get('title') or ''}"
        yield Link(target, _BLANKS.sub(" ", text).strip())


def _joined(base: str, reference: str | None) -> str | None:
    """An absolute http(s) address without fragment, user and password, or None."""
    try:
        target = without_fragment(urljoin(base, _BLANKS.sub("", reference or "")))
        parts = urlsplit(target)
        is_of_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
        return target if is_of_web and parts.port != 0 else None
    except ValueError:
        return None


def readable(url: str) -> str:
    """An address with its Chinese characters as such, in UTF-8 or GB18030; what is ASCII stays as it is written."""
    return re.sub(r"(?:%[89A-Fa-f][0-9A-Fa-f])+", _decoded, url)


def _decoded(escaped: re.Match[str]) -> str:
    raw = bytes.fromhex(escaped[0].replace("%", ""))
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.isprintable():
            return text
    return escaped[0]
