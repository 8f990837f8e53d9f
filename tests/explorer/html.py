"""What tests read from a page."""

from __future__ import annotations

from decimal import Decimal

from httpx import Response
from selectolax.lexbor import LexborHTMLParser, LexborNode


def tree(response: Response) -> LexborHTMLParser:
    assert response.status_code == 200, (response.status_code, response.text[:500])
    return LexborHTMLParser(response.text)


def values(node: LexborHTMLParser | LexborNode, selector: str = "data") -> list[str]:
    """The exact values behind shown figures."""
    return [found.attributes["value"] or "" for found in node.css(selector)]


def number(text: str) -> Decimal:
    """A shown figure as a number: 12,766.32 or 96.28 %."""
    return Decimal(text.replace(",", "").removesuffix("%").strip())


def links(node: LexborHTMLParser | LexborNode) -> list[str]:
    found = [a.attributes.get("href") or "" for a in node.css("a[href]")]
    return [href for href in found if href.startswith("/")]
