"""What every page needs: the release, the words, the address, and the template that is filled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse

from orchestration.explorer import figures
from orchestration.explorer.language import COOKIE, LANGUAGES, Words, language_of
from orchestration.explorer.overlay import Overlay
from orchestration.explorer.release import Release, Releases, Row
from orchestration.explorer.security import FormToken
from orchestration.loading.data_folder import DataFolder

STATIC = Path(__file__).parent.parent / "static"
_TEMPLATES = Path(__file__).parent.parent / "templates"
_LONGEST_PARAMETER = 200  # characters; a query of the SQL page has its own limit


@dataclass(frozen=True, slots=True)
class Explorer:
    """What the application holds for as long as it runs."""

    data: DataFolder
    releases: Releases
    overlay: Overlay
    token: FormToken


def explorer(request: Request) -> Explorer:
    """What the application that answers this request holds."""
    held: Explorer = request.app.state.explorer
    return held


def release(request: Request) -> Release:
    """The release that is published now; one request sees one release. Raises NothingPublished."""
    if not hasattr(request.state, "release"):
        request.state.release = explorer(request).releases.current()
    found: Release = request.state.release
    return found


def text(request: Request, name: str) -> str | None:
    """A parameter of the address, or None where it is missing or blank."""
    value = request.query_params.get(name, "").strip()[:_LONGEST_PARAMETER]
    return value or None


def integer(request: Request, name: str, least: int = 0, most: int = 10**9) -> int | None:
    """A whole number in the address, or None where it is missing, none, or out of bounds."""
    value = request.query_params.get(name, "")
    if not value.isascii() or not value.isdigit() or len(value) > 10 or not least <= int(value) <= most:
        return None
    return int(value)


def address(path: str, **parameters: Any) -> str:
    """An address of our own; parameters that are None or empty are left out."""
    given = {name: value for name, value in parameters.items() if value not in (None, "")}
    return quote(path, safe="/") + (f"?{urlencode(given)}" if given else "")


def source_address(table: str, key: str, column: str | None = None) -> str:
    """Where a fact's source stands; the browser goes to the marked passage."""
    return f"{address(f'/source/{table}/{key}', column=column)}#hit"


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """Fill a template in the language of the request."""
    words = Words(language_of(request))
    body = _environment().get_template(template).render(
        t=words,
        lang=words.language,
        here=_Here(request),
        release_id=_release_id(request),
        token=explorer(request).token.value,
        **context,
    )  # fmt: skip
    response = HTMLResponse(body, status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(COOKIE, words.language, max_age=365 * 86400, httponly=True, samesite="lax")
    return response


class _Here:
    """The address of this page, with some parameters set otherwise."""

    def __init__(self, request: Request) -> None:
        self.path = request.url.path
        self._parameters = dict(request.query_params)

    def __call__(self, **changes: Any) -> str:
        return address(self.path, **{**self._parameters, **changes})

    def get(self, name: str) -> str:
        return self._parameters.get(name, "")


def _release_id(request: Request) -> str | None:
    return request.state.release.path.parent.name if hasattr(request.state, "release") else None


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: "–" if value is None else value,  # what a report does not state
    )
    for name in ("wan", "yuan", "percent", "plain", "shown", "exact", "hint", "clip", "on_one_line"):
        environment.filters[name] = getattr(figures, name)
    environment.filters["named"] = _named
    environment.globals |= {
        "address": address,
        "source": source_address,
        "static": _static,
        "web": _web_address,
        "place": place,
        "pages_of": pages_of,
    }
    return environment


def _named(rows: list[Row], value: str, name: str) -> list[tuple[Any, Any]]:
    """Pairs of two columns, as a list to choose from."""
    return [(row[value], row[name]) for row in rows]


@cache
def _static(name: str) -> str:
    """A file of ours under an address that changes with its content, so that browsers may keep it."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def _web_address(url: str | None) -> str | None:
    """A report's own address, if it is one of the web: no other scheme becomes a link."""
    return url if url is not None and url.lower().startswith(("http://", "https://")) else None


def pages_of(count: int, size: int) -> int:
    """How many pages of a size hold so many rows; no rows have one, too."""
    return max((count + size - 1) // size, 1)


def place(row: Row) -> str:
    """City and district of a row, the one name where both are the same."""
    parts = dict.fromkeys(row.get(name) for name in ("city_name", "district_name"))
    return " ".join(part for part in parts if part)
