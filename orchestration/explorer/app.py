"""The application: its addresses, what stands before them, and what is shown when something is wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from orchestration.explorer import typeahead
from orchestration.explorer.overlay import Overlay
from orchestration.explorer.pages import offices, overview, search, sources, sql, worklist
from orchestration.explorer.pages.context import STATIC, Explorer, page
from orchestration.explorer.release import NothingPublished, Releases
from orchestration.explorer.security import LOOPBACK_NAMES, FormToken, SecurityHeaders
from orchestration.loading.data_folder import DataFolder


class _FileForm(Convertor[str]):
    regex = "csv|parquet"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("file_form", _FileForm())

_ROUTES = [
    Route("/", overview.show),
    Route("/offices", offices.listed),
    Route("/offices/{office_key}", offices.one),
    Route("/reports/{report_key}", offices.report),
    Route("/suggest", offices.suggested),
    Route("/source/{table}/{key}", sources.fact),
    Route("/documents/{document_key}", sources.document),
    Route("/documents/{document_key}/original", sources.original),
    Route("/documents/{document_key}/pages/{number:int}.png", sources.page_image),
    Route("/contradictions", worklist.contradictions),
    Route("/contradictions.csv", worklist.contradictions_csv),
    Route("/review", worklist.review),
    Route("/entries", worklist.entries),
    Route("/entries/{name}.csv", worklist.entries_csv),
    Route("/notes", worklist.add_note, methods=["POST"]),
    Route("/corrections", worklist.add_correction, methods=["POST"]),
    Route("/search", search.show),
    Route("/sql", sql.show),
    Route("/sql.{form:file_form}", sql.as_file),
]


class _Static(StaticFiles):
    """Our own files, under addresses that change with their content."""

    def file_response(self, *args, **kwargs) -> Response:  # type: ignore[no-untyped-def]
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


class _ServerTime:
    """Tells how long a page took on the server, in the `Server-Timing` header."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()

        async def send_with_time(message: Message) -> None:
            if message["type"] == "http.response.start":
                milliseconds = (time.perf_counter() - began) * 1000
                MutableHeaders(scope=message)["Server-Timing"] = f"total;dur={milliseconds:.1f}"
            await send(message)

        await self.app(scope, receive, send_with_time)


def _wrong(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return page(request, "wrong.html", status, code=status)


def _nothing(request: Request, _: Exception) -> Response:
    return page(request, "nothing.html", 503)


def create_app(data: DataFolder, hosts: Iterable[str] = LOOPBACK_NAMES) -> Starlette:
    """The Explorer over a data folder, answering only to the given names."""
    app = Starlette(
        routes=[*_ROUTES, Mount("/static", _Static(directory=STATIC))],
        middleware=[
            Middleware(_ServerTime),
            Middleware(SecurityHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        ],
        exception_handlers={HTTPException: _wrong, NothingPublished: _nothing},
    )
    app.state.explorer = Explorer(data, Releases(data), Overlay(data), FormToken())
    return app


def warm_up(app: Starlette) -> threading.Thread:
    """Prepare what the first reader would wait for, in the background."""

    def work() -> None:
        try:
            found = app.state.explorer.releases.current()
        except NothingPublished:
            return
        overview.prepare(found)
        typeahead.prepare(found)

    thread = threading.Thread(target=work, daemon=True, name="explorer-warm-up")
    thread.start()
    return thread
