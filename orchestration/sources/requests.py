"""Requests to one site: guarded, polite, limited, tried again where that may help."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import httpx

from orchestration.ledger.store import now
from orchestration.sources.addresses import GuardedTransport, NotAllowed, is_named
from orchestration.sources.settings import IndexPage

_AGENT = "jixiao"
_REDIRECTS = 5
_REDIRECTING = (301, 302, 303, 307, 308)
_LONGEST_PAUSE = 120.0  # seconds: what Retry-After and Crawl-delay may ask for
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})  # statuses that may be different a moment later
_ROBOTS_BYTES = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB are read

Pause = Callable[[float], None]


class FetchFailed(Exception):
    """A page was not had; `status` is what the site answered, if it did."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status

    @property
    def is_gone(self) -> bool:
        """Whether the site says that the page is there no more."""
        return self.status in (404, 410)


class _MayPass(Exception):
    """A failure that may pass; `after` is what the site asks to wait, in seconds."""

    def __init__(self, reason: str, status: int | None = None, after: float | None = None) -> None:
        super().__init__(reason)
        self.status, self.after = status, after


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered. `body` is None for "not modified"; `url` is where redirects ended."""

    url: str
    status: int
    headers: Mapping[str, str]
    retrieved_at: str
    body: bytes | None

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Site:
    """All requests of one visit. Use it as a context; `pause` is what waits."""

    def __init__(self, source: IndexPage, pause: Pause = time.sleep) -> None:
        self._source, self._pause = source, pause
        self._hosts = {urlsplit(url).hostname or "" for url in source.urls} | set(source.hosts)
        self._robots: dict[str, RobotFileParser] = {}
        self._last_request: dict[str, float] = {}
        self._deadline = time.monotonic() + source.minutes * 60
        contact = f" (+{source.contact})" if source.contact else ""
        timeout = httpx.Timeout(source.seconds_to_answer, connect=min(10.0, source.seconds_to_answer))
        self._client = httpx.Client(
            transport=GuardedTransport(source.private_hosts),
            headers={"User-Agent": f"{_AGENT}/0.1{contact}", "Accept-Encoding": "identity"},
            timeout=timeout,
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def names(self, url: str) -> bool:
        """Whether the address is of the web and of a host that the source names."""
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and is_named(parts.hostname or "", self._hosts)

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """Ask for a page, on condition where something is known of it. Raises FetchFailed."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        return self._follow(url, headers, self._source.largest_bytes, self._source.types)

    def _follow(
        self, url: str, headers: Mapping[str, str], largest: int, types: Iterable[str], *, for_robots: bool = False
    ) -> Answer:
        """Follow redirects; each address on the way is checked as the first one."""
        for _ in range(_REDIRECTS + 1):
            if not self.names(url):
                raise FetchFailed(f"leads to {urlsplit(url).hostname or url[:80]}, which the source does not name")
            if not for_robots and not self._rules_of(url).can_fetch(_AGENT, url):
                raise FetchFailed("robots.txt of the site forbids it")
            answer = self._try(url, headers, largest, types)
            if answer.status not in _REDIRECTING:
                return answer
            url = without_fragment(urljoin(url, answer.headers.get("location", "")))
        raise FetchFailed(f"more than {_REDIRECTS} redirects")

    def _rules_of(self, url: str) -> RobotFileParser:
        """The site's robots.txt, asked once a visit. Without one all is allowed; while it fails, nothing is (RFC 9309)."""
        parts = urlsplit(url)
        origin = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        if origin not in self._robots:
            rules = RobotFileParser()
            try:
                answer = self._follow(f"{origin}/robots.txt", {}, _ROBOTS_BYTES, ("*",), for_robots=True)
                rules.parse((answer.body or b"").decode("utf-8", "replace").splitlines())
            except FetchFailed as failure:
                if failure.status is None or failure.status >= 500 or failure.status == 429:
                    raise FetchFailed(f"robots.txt: {failure}") from failure
                rules.parse([])
            self._robots[origin] = rules
        return self._robots[origin]

    def _try(self, url: str, headers: Mapping[str, str], largest: int, types: Iterable[str]) -> Answer:
        back_off = self._source.back_off_seconds
        for left in range(self._source.retries, -1, -1):
            try:
                self._wait_for_turn(url)
                return self._once(url, headers, largest, types)
            except _MayPass as failure:
                if left == 0:
                    raise FetchFailed(str(failure), failure.status) from failure
                self._pause(min(_LONGEST_PAUSE, failure.after if failure.after is not None else back_off))
                back_off *= 2
            except NotAllowed as refused:
                raise FetchFailed(str(refused)) from refused
        raise AssertionError("unreachable")

    def _wait_for_turn(self, url: str) -> None:
        host, moment = urlsplit(url).netloc, time.monotonic()
        if moment > self._deadline:
            raise FetchFailed(f"the visit took longer than {self._source.minutes:g} minutes")
        asked = [rules.crawl_delay(_AGENT) for origin, rules in self._robots.items() if origin.endswith(f"//{host}")]
        between = max(self._source.seconds_between_requests, *(float(delay or 0) for delay in asked), 0.0)
        left = self._last_request.get(host, moment - between) + min(between, _LONGEST_PAUSE) - moment
        if left > 0:
            self._pause(left)
        self._last_request[host] = time.monotonic()

    def _once(self, url: str, headers: Mapping[str, str], largest: int, types: Iterable[str]) -> Answer:
        retrieved_at, until = now(), time.monotonic() + self._source.seconds_per_page
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                told = {name.lower(): value for name, value in response.headers.items()}
                if response.status_code in (304, *_REDIRECTING):
                    return Answer(url, response.status_code, told, retrieved_at, None)
                _judge(response)
                answer = Answer(url, response.status_code, told, retrieved_at, None)
                if answer.media_type and not any(fnmatchcase(answer.media_type, one) for one in types):
                    raise FetchFailed(f"is of the type {answer.media_type[:80]}, which is not taken")
                body = _read(response, largest, until)
                return Answer(url, response.status_code, told, retrieved_at, body)
        except httpx.TimeoutException as error:
            raise _MayPass("the site did not answer in time") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _MayPass(f"no answer: {error}") from error
        except httpx.InvalidURL as error:
            raise FetchFailed(f"is no address: {error}") from error


def _judge(response: httpx.Response) -> None:
    status = response.status_code
    if status == 200:
        return
    told = f"the site answers {status}"
    if status in _PASSING:
        raise _MayPass(told, status, _retry_after(response.headers.get("retry-after", "")))
    raise FetchFailed(told, status)


def _retry_after(value: str) -> float | None:
    """Seconds of a Retry-After header, which is a number or a date."""
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError):
        return None


def _read(response: httpx.Response, largest: int, until: float) -> bytes:
    """The body, as far as limits of size and time go."""
    too_large = FetchFailed(f"is larger than {largest / 1024 / 1024:g} MiB")
    if response.headers.get("content-length", "").isdigit() and int(response.headers["content-length"]) > largest:
        raise too_large
    body = bytearray()
    for chunk in response.iter_bytes(64 * 1024):
        body += chunk
        if len(body) > largest:
            raise too_large
        if time.monotonic() > until:
            raise _MayPass("the answer took too long")
    return bytes(body)


def without_fragment(url: str) -> str:
    """An address without `#` and what is behind it, which no server sees."""
    return url.partition("#")[0]
