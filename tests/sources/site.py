"""A site on this machine whose every answer a test decides, and which remembers what it was asked."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import quote


@dataclass
class Page:
    """What is answered at a path. `fails` answers with that status so many times first; `hangs` never answers."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str | None] = field(default_factory=dict)  # None: left out
    fails: list[int] = field(default_factory=list)
    hangs: bool = False
    drips: bool = False

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


class LocalSite:
    """Serves `pages` at 127.0.0.1; `asked` is every request in order: path and its If-None-Match."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.agents: set[str] = set()
        self._released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def paths(self) -> list[str]:
        """The paths asked for since the last call, robots.txt left out."""
        asked, self.asked = self.asked, []
        return [path for path, _ in asked if path != "/robots.txt"]

    def add_index(self, path: str, links: list[str], text: Callable[[str], str] = str) -> None:
        items = "".join(f'<li><a href="{quote(link, safe="/:?=&%")}">{text(link)}</a></li>' for link in links)
        self.pages[path] = Page(f"<html><body><ul>{items}</ul></body></html>".encode())

    def hang(self) -> None:
        """Wait until the site is closed: what a client sees of a site that hangs."""
        self._released.wait()


def _handler(site: LocalSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            condition = self.headers.get("If-None-Match")
            site.asked.append((self.path, condition))
            site.agents.add(self.headers.get("User-Agent", ""))
            page = site.pages.get(self.path, Page(b"not found", status=404))
            self.close_connection = True
            if page.hangs:
                site.hang()
            elif page.fails:
                self._answer(page.fails.pop(0), b"", page)
            elif condition == page.etag and page.status == 200:
                self._answer(304, b"", page)
            else:
                self._answer(page.status, page.body, page)

        def _answer(self, status: int, body: bytes, page: Page) -> None:
            self.send_response(status)
            told = {"Content-Type": page.media_type, "ETag": page.etag, "Content-Length": str(len(body))} | page.headers
            # Said, as it is done: a client that is not told may ask on the connection while it closes, and try again.
            told = {"Connection": "close"} | told
            for name, value in told.items():
                if value is not None:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[:10] if page.drips else body)
            if page.drips:
                self.wfile.flush()
                site.hang()

        def log_message(self, *_: object) -> None:
            """Silence."""

    return Handler
