"""The adapter of index pages: follow the lists, take the linked reports, tell what is gone."""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from dataclasses import dataclass, field

from orchestration.ledger import fetches
from orchestration.ledger.fetches import Visit
from orchestration.ledger.store import Ledger, now
from orchestration.loading.content import Refused, keep_bytes
from orchestration.loading.data_folder import DataFolder
from orchestration.sources.links import Link, links_of
from orchestration.sources.requests import Answer, FetchFailed, Pause, Site
from orchestration.sources.settings import IndexPage

_HTML = ("text/html", "application/xhtml+xml")


def visit_index_page(source: IndexPage, data: DataFolder, ledger: Ledger, pause: Pause = time.sleep) -> Visit:
    """Visit a site. Whatever the site does is an outcome of the visit; only faults of this machine are raised.

    Each page is durable and in the ledger before the next is asked for: a crash loses none that was had.
    """
    with Site(source, pause) as site:
        work = _Work(source, data, ledger, site, Visit(source.name, now()))
        work.run()
        return work.visit


@dataclass(slots=True)
class _Work:
    """One visit under way."""

    source: IndexPage
    data: DataFolder
    ledger: Ledger
    site: Site
    visit: Visit
    asked: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    lists_failed: list[str] = field(default_factory=list)
    reports_failed: int = 0

    def run(self) -> None:
        lists = deque(self.source.urls)
        known = fetches.known_urls(self.ledger, self.source.name)
        while lists:
            url = lists.popleft()
            for link in self._links_on(url):
                if self._is_report(link):
                    self.reports.add(link.url)
                if self._leads_on(link):
                    lists.append(link.url)
        for url in sorted(self.reports - self.asked):
            self._ask_for_report(url)
        self._judge(known)

    def _is_report(self, link: Link) -> bool:
        if not self.source.links.search(link.url) or not self.site.names(link.url):
            return False
        return self.source.text is None or bool(self.source.text.search(link.text))

    def _leads_on(self, link: Link) -> bool:
        follow = self.source.follow
        return follow is not None and bool(follow.search(link.url)) and self.site.names(link.url)

    def _links_on(self, url: str) -> list[Link]:
        """The links of a page of links; one that is a report itself is kept as such."""
        if url in self.asked:
            return []
        try:
            page = self._page(url, "report" if url in self.reports else "index")
        except FetchFailed as failure:
            self.lists_failed.append(f"{url}: {failure}")
            if url in self.reports:
                self._failed(url, failure)
            return []
        return [] if page is None else list(links_of(page, url))

    def _ask_for_report(self, url: str) -> None:
        try:
            self._page(url, "report")
        except FetchFailed as failure:
            self._failed(url, failure)

    def _page(self, url: str, role: str) -> bytes | None:
        """Ask for a page and keep what is new of it. Returns its bytes when it may hold links."""
        if len(self.asked) >= self.source.most_pages:
            raise FetchFailed(f"more than {self.source.most_pages} pages")
        self.asked.add(url)
        before = self._known(url, role)
        known = before if before is not None and self._is_kept(before) else None
        answer = self.site.get(
            url, etag=known["etag"] if known else None, last_modified=known["last_modified"] if known else None
        )
        if answer.body is None:
            if known is None:
                raise FetchFailed("the site answers 304 to a request without conditions")
            fetches.mark_there(self.ledger, url)
            self._count(role, known, known["content_sha256"])
            return (self.data.files / known["content_sha256"]).read_bytes()
        self._keep(url, role, answer, before)
        return answer.body if role == "index" or answer.media_type in _HTML else None

    def _known(self, url: str, role: str) -> sqlite3.Row | None:
        """What is known of a page in its role: a list that is now a report, or the other way round, is new."""
        page = fetches.get_page(self.ledger, url)
        return page if page is not None and page["role"] == role else None

    def _is_kept(self, page: sqlite3.Row) -> bool:
        return bool(page["content_sha256"]) and (self.data.files / page["content_sha256"]).exists()

    def _keep(self, url: str, role: str, answer: Answer, before: sqlite3.Row | None) -> None:
        body = answer.body or b""
        try:
            sha256 = keep_bytes(body, self.data.files)
        except Refused as refused:
            raise FetchFailed(str(refused)) from refused
        fetches.keep_answer(
            self.ledger,
            source_name=self.source.name,
            url=url,
            final_url=answer.url,
            role=role,
            status=answer.status,
            headers=answer.headers,
            content_sha256=sha256,
            size=len(body),
            retrieved_at=answer.retrieved_at,
        )
        self._count(role, before, sha256)

    def _count(self, role: str, before: sqlite3.Row | None, sha256: str) -> None:
        if role != "report":
            return
        self.visit.seen += 1
        if before is None or before["content_sha256"] is None:
            self.visit.new += 1
        elif before["content_sha256"] != sha256 or before["state"] == "gone":
            self.visit.changed += 1
        else:
            self.visit.unchanged += 1

    def _failed(self, url: str, failure: FetchFailed) -> None:
        """A linked report that was not had now: gone, or what was kept of it counts on, or refused."""
        before = fetches.get_page(self.ledger, url)
        is_known = before is not None and before["content_sha256"] is not None
        if is_known and failure.is_gone:
            fetches.mark_gone(self.ledger, [url], str(failure))
            self.visit.gone += before["state"] == "there" if before else 0
        elif is_known:
            fetches.mark_there(self.ledger, url, f"not had at {now()[:16]}: {failure}")
            self.reports_failed += 1
        else:
            fetches.mark_refused(self.ledger, self.source.name, url, f"the page could not be fetched: {failure}")
            self.visit.refused += 1

    def _judge(self, known: set[str]) -> None:
        """What is linked no more is gone, but only when every list was read and shows something of what it showed."""
        visit, unlinked = self.visit, sorted(known - self.reports - self.asked)
        if not self.reports and len(self.lists_failed) >= len(self.source.urls):
            visit.outcome, visit.reason = "failed", "; ".join(self.lists_failed)[:2000]
        elif known and not self.reports:
            visit.outcome = "failed"
            visit.reason = f"the pages show none of the {len(known)} reports that they showed before"
        elif self.lists_failed or self.reports_failed:
            visit.outcome = "partial"
            failed = [f"{self.reports_failed} known reports were not had"] if self.reports_failed else []
            visit.reason = "; ".join([*self.lists_failed, *failed])[:2000]
        if visit.outcome != "failed" and not self.lists_failed and unlinked:
            fetches.mark_gone(self.ledger, unlinked, "no page of the source links to it any more")
            visit.gone += len(unlinked)
