"""Visits of a site: what is asked for, kept, counted and told."""

from __future__ import annotations

import hashlib
import json

from orchestration.ledger import fetches
from orchestration.ledger.store import Ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.sources.fetched import fetched_files

from .conftest import VisitSite, counts
from .site import LocalSite, Page


def text(body: str) -> Page:
    return Page(body.encode(), "text/plain; charset=utf-8")


def test_reports_are_kept_with_address_time_and_headers(
    site: LocalSite, visit: VisitSite, data: DataFolder, ledger: Ledger
) -> None:
    site.add_index("/list.html", ["/a.txt", "sub/2022%E5%B9%B4.txt", "/about.html"])
    site.pages |= {"/a.txt": text("first"), "/sub/2022%E5%B9%B4.txt": text("second")}
    found = visit()
    assert (found.outcome, counts(found)) == ("complete", (2, 0, 0, 0, 0))
    assert sorted(site.paths()) == ["/a.txt", "/list.html", "/sub/2022%E5%B9%B4.txt"]
    page = fetches.get_page(ledger, f"{site.url}/a.txt")
    sha256 = hashlib.sha256(b"first").hexdigest()
    assert (page["state"], page["content_sha256"], page["etag"]) == ("there", sha256, text("first").etag)
    assert (data.files / sha256).read_bytes() == b"first"
    (answer,) = ledger.rows("select * from fetches where url like '%/a.txt'")
    assert json.loads(answer["headers"])["content-type"] == "text/plain; charset=utf-8"
    there, gone = fetched_files(ledger, data)
    assert ([file.source_path for file in there], gone) == (
        [f"{site.url}/a.txt", f"{site.url}/sub/2022年.txt"],
        [],
    )
    assert there[0].retrieved_at == page["retrieved_at"] == answer["retrieved_at"]
    assert there[0].location.read_bytes() == b"first"


def test_what_is_unchanged_is_asked_for_on_condition_and_keeps_its_time(
    site: LocalSite, visit: VisitSite, data: DataFolder, ledger: Ledger
) -> None:
    site.add_index("/list.html", ["/a.txt", "/b.txt"])
    site.pages |= {"/a.txt": text("first"), "/b.txt": text("second")}
    visit()
    before, _ = fetched_files(ledger, data)
    site.pages["/b.txt"] = text("corrected")
    site.paths()
    assert counts(visit()) == (0, 1, 1, 0, 0)
    conditions = dict(site.asked)
    assert conditions["/a.txt"] == text("first").etag
    assert conditions["/list.html"] is not None
    after, _ = fetched_files(ledger, data)
    assert after[0] == before[0]
    assert after[1].mtime_ns > before[1].mtime_ns
    assert ledger.rows("select count(*) from fetches where url like '%.txt'")[0][0] == 3
    kept = {(data.files / row["content_sha256"]).read_bytes() for row in ledger.rows("select * from fetches")}
    assert {b"first", b"second", b"corrected"} < kept


def test_a_page_without_validators_that_is_the_same_is_unchanged(site: LocalSite, visit: VisitSite) -> None:
    site.add_index("/list.html", ["/a.txt"])
    site.pages["/a.txt"] = Page(b"first", "text/plain", headers={"ETag": ""})
    visit()
    assert counts(visit()) == (0, 0, 1, 0, 0)


def test_what_disappears_is_recorded_and_nothing_is_deleted(
    site: LocalSite, visit: VisitSite, data: DataFolder, ledger: Ledger
) -> None:
    site.add_index("/list.html", ["/a.txt", "/b.txt", "/c.txt"])
    site.pages |= {"/a.txt": text("1"), "/b.txt": text("2"), "/c.txt": text("3")}
    visit()
    site.add_index("/list.html", ["/a.txt", "/b.txt"])
    del site.pages["/b.txt"]
    found = visit()
    assert (found.outcome, counts(found)) == ("complete", (0, 0, 1, 2, 0))
    reasons = {row["url"][-6:]: row["reason"] for row in ledger.rows("select * from pages where state = 'gone'")}
    assert reasons == {"/b.txt": "the site answers 404", "/c.txt": "no page of the source links to it any more"}
    assert len(list(data.files.iterdir())) == 5  # three reports, two states of the index
    assert counts(visit()) == (0, 0, 1, 0, 0)
    site.add_index("/list.html", ["/a.txt", "/c.txt"])
    assert counts(visit()) == (0, 1, 1, 0, 0)  # /c.txt is back
    there, gone = fetched_files(ledger, data)
    assert ([file.path[-6:] for file in there], [url[-6:] for url in gone]) == (["/a.txt", "/c.txt"], ["/b.txt"])


def test_an_index_that_shows_nothing_of_what_it_showed_takes_nothing_away(site: LocalSite, visit: VisitSite) -> None:
    site.add_index("/list.html", ["/a.txt"])
    site.pages["/a.txt"] = text("1")
    visit()
    for broken in (Page(b"\x00\xff garbage \xfe" * 99), Page(b"", status=500), Page(b"busy", status=404)):
        site.pages["/list.html"] = broken
        found = visit(retries=0)
        assert (found.outcome, found.gone) == ("failed", 0)
        assert found.reason
    site.add_index("/list.html", ["/a.txt"])
    assert counts(visit()) == (0, 0, 1, 0, 0)


def test_lists_are_followed_and_articles_lead_to_attachments(site: LocalSite, visit: VisitSite) -> None:
    site.add_index("/list.html", ["/list_1.html", "/article/1.html"])
    site.add_index("/list_1.html", ["/list.html", "/article/2.html"])
    site.add_index("/article/1.html", ["a.pdf"])
    site.add_index("/article/2.html", ["b.pdf", "/logo.png"])
    site.pages |= {"/article/a.pdf": Page(b"%PDF", "application/pdf"), "/article/b.pdf": text("2")}
    found = visit(follow=r"list_\d\.html|/article/\d+\.html$", links=r"\.pdf$")
    assert (found.outcome, counts(found)) == ("complete", (2, 0, 0, 0, 0))
    assert "/logo.png" not in site.paths()
    found = visit(follow=r"list_\d\.html|/article/\d+\.html$", links=r"\.pdf$|/article/")
    assert counts(found) == (2, 0, 2, 0, 0)  # the articles are reports, too


def test_the_text_of_a_link_may_decide(site: LocalSite, visit: VisitSite) -> None:
    site.add_index("/list.html", ["/a.txt", "/b.txt"], {"/a.txt": "2022年度绩效自评报告", "/b.txt": "通知"}.__getitem__)
    site.pages |= {"/a.txt": text("1"), "/b.txt": text("2")}
    assert visit(text="绩效.*自评").new == 1
    assert site.paths() == ["/list.html", "/a.txt"]


def test_a_report_that_cannot_be_had_is_a_row_with_a_reason(
    site: LocalSite, visit: VisitSite, data: DataFolder, ledger: Ledger
) -> None:
    site.add_index("/list.html", ["/a.txt", "/b.txt"])
    site.pages |= {"/a.txt": text("1"), "/b.txt": Page(b"x", "video/mp4")}
    assert counts(visit()) == (1, 0, 0, 0, 1)
    there, _ = fetched_files(ledger, data)
    assert there[1].trouble == "the page could not be fetched: is of the type video/mp4, which is not taken"
    site.pages["/b.txt"] = text("2")
    assert counts(visit()) == (1, 0, 1, 0, 0)
    there, _ = fetched_files(ledger, data)
    assert there[1].trouble is None


def test_what_was_had_before_counts_on_while_the_site_fails(site: LocalSite, visit: VisitSite, ledger: Ledger) -> None:
    site.add_index("/list.html", ["/a.txt"])
    site.pages["/a.txt"] = text("1")
    visit()
    site.pages["/a.txt"].status = 503
    site.pages["/a.txt"].body = b"down"
    found = visit(retries=1)
    assert (found.outcome, found.reason, counts(found)) == ("partial", "1 known reports were not had", (0, 0, 0, 0, 0))
    page = fetches.get_page(ledger, f"{site.url}/a.txt")
    assert page["state"] == "there"
    assert page["reason"].endswith("the site answers 503")
