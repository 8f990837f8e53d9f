"""Requests: politeness, retries, limits, and where they may not go."""

from __future__ import annotations

import ipaddress

import httpx
import pytest

from orchestration.sources.addresses import NotAllowed, is_public, resolve
from orchestration.sources.requests import FetchFailed, Site

from .conftest import VisitSite, counts
from .site import LocalSite, Page


def failure(source, pauses, url: str, **values: object) -> str:
    """Why a page is not had."""
    with Site(source(**values), pauses.append) as site, pytest.raises(FetchFailed) as told:
        site.get(url)
    return str(told.value)


def test_requests_to_a_host_keep_their_distance(site: LocalSite, visit: VisitSite, pauses: list[float]) -> None:
    site.add_index("/list.html", ["/a.txt", "/b.txt"])
    site.pages |= {"/a.txt": Page(b"1", "text/plain"), "/b.txt": Page(b"2", "text/plain")}
    visit(seconds_between_requests=7.0)
    assert len(pauses) == 3  # robots.txt, the list, two reports
    assert all(6 < pause <= 7 for pause in pauses)


def test_a_longer_crawl_delay_counts(site: LocalSite, visit: VisitSite, pauses: list[float]) -> None:
    site.add_index("/list.html", [])
    site.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 30\n", "text/plain")
    visit()
    assert len(pauses) == 1
    assert 29 < pauses[0] <= 30


def test_robots_txt_is_obeyed(site: LocalSite, visit: VisitSite) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /inner/\n", "text/plain")
    site.add_index("/list.html", ["/inner/a.txt", "/b.txt"])
    site.pages |= {"/inner/a.txt": Page(b"1", "text/plain"), "/b.txt": Page(b"2", "text/plain")}
    assert counts(visit()) == (1, 0, 0, 0, 1)
    assert site.paths() == ["/list.html", "/b.txt"]


@pytest.mark.parametrize(("status", "outcome"), [(404, "complete"), (403, "complete"), (503, "failed")])
def test_a_site_whose_robots_txt_fails_is_left_alone(
    site: LocalSite, visit: VisitSite, status: int, outcome: str
) -> None:
    site.add_index("/list.html", ["/a.txt"])
    site.pages |= {"/a.txt": Page(b"1", "text/plain"), "/robots.txt": Page(b"", status=status)}
    assert visit(retries=0).outcome == outcome
    assert (site.paths() == []) == (status == 503)


def test_failures_that_may_pass_are_tried_again_with_longer_pauses(site: LocalSite, visit, pauses: list[float]) -> None:
    site.add_index("/list.html", ["/a.txt"])
    site.pages["/a.txt"] = Page(b"1", "text/plain", fails=[503, 500, 502])
    found = visit(seconds_between_requests=0.0, back_off_seconds=3.0)
    assert (counts(found), pauses) == ((1, 0, 0, 0, 0), [3.0, 6.0, 12.0])
    site.pages["/a.txt"] = Page(b"2", "text/plain", fails=[429], headers={"Retry-After": "50"})
    pauses.clear()
    assert (counts(visit(seconds_between_requests=0.0)), pauses) == ((0, 1, 0, 0, 0), [50.0])
    assert site.agents == {"jixiao/0.1"}


def test_the_contact_is_told(site: LocalSite, visit: VisitSite) -> None:
    site.add_index("/list.html", [])
    visit(contact="data@example.org")
    assert site.agents == {"jixiao/0.1 (+data@example.org)"}


def test_answers_that_hang_drip_or_swell_are_given_up(site: LocalSite, source, pauses) -> None:
    site.pages |= {
        "/hangs.txt": Page(hangs=True),
        "/drips.txt": Page(b"x" * 1000, "text/plain", drips=True),
        "/swells.txt": Page(b"x" * 3000, "text/plain"),
        "/unsaid.txt": Page(b"x" * 3000, "text/plain", headers={"Content-Length": None}),
    }
    quick = {"seconds_to_answer": 0.2, "retries": 0, "largest_mib": 0.002}
    for name in ("hangs", "drips"):
        assert failure(source, pauses, f"{site.url}/{name}.txt", **quick) == "the site did not answer in time"
    assert "is larger than" in failure(source, pauses, f"{site.url}/swells.txt", **quick)
    assert "is larger than" in failure(source, pauses, f"{site.url}/unsaid.txt", **quick)


def test_a_visit_has_its_own_limits(site: LocalSite, visit: VisitSite) -> None:
    site.add_index("/list.html", ["/a.txt", "/b.txt"])
    site.pages |= {"/a.txt": Page(b"1", "text/plain"), "/b.txt": Page(b"2", "text/plain")}
    assert counts(visit(most_pages=2)) == (1, 0, 0, 0, 1)
    assert "took longer than 0 minutes" in (visit(minutes=0.0).reason or "")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "2001:0:7f00:1::"],
)  # fmt: skip
def test_private_addresses_are_told_from_public_ones(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(NotAllowed, match="not public"):
        resolve(address, 80)
    assert resolve(address, 80, [address])


def test_public_addresses_are_allowed() -> None:
    assert resolve("1.1.1.1", 80) == "1.1.1.1"
    assert is_public(ipaddress.ip_address("2400:3200::1"))
    with pytest.raises(httpx.ConnectError):
        resolve("no-such-host.invalid", 80)


def test_this_machine_is_not_asked_unless_it_is_named(site: LocalSite, visit: VisitSite) -> None:
    site.add_index("/list.html", ["/a.txt"])
    found = visit(private_hosts=[])
    assert found.outcome == "failed"
    assert "127.0.0.1, which is not public" in (found.reason or "")
    other_name = f"http://localhost:{site.url.rpartition(':')[2]}/list.html"
    assert "not public" in (visit(urls=[other_name]).reason or "")  # 127.0.0.1 is named, localhost is not
    assert site.asked == []


def test_links_and_redirects_go_only_where_the_source_says(site: LocalSite, source, visit, pauses) -> None:
    port = site.url.rpartition(":")[2]
    site.add_index("/list.html", [f"http://localhost:{port}/a.txt", "file:///etc/passwd.txt", "/b.txt", "/c.txt"])
    site.pages |= {
        "/b.txt": Page(b"", status=302, headers={"Location": f"http://localhost:{port}/a.txt"}),
        "/c.txt": Page(b"", status=301, headers={"Location": "d.txt"}),
        "/d.txt": Page(b"4", "text/plain"),
        "/loop.txt": Page(b"", status=302, headers={"Location": "/loop.txt"}),
        "/scheme.txt": Page(b"", status=302, headers={"Location": "file:///etc/passwd"}),
    }
    assert counts(visit()) == (1, 0, 0, 0, 1)
    assert site.paths() == ["/list.html", "/b.txt", "/c.txt", "/d.txt"]
    assert "localhost, which the source does not name" in failure(source, pauses, f"{site.url}/b.txt")
    # Named, but its address is this machine's.
    assert "not public" in failure(source, pauses, f"{site.url}/b.txt", hosts=["local*"])
    assert failure(source, pauses, f"{site.url}/loop.txt") == "more than 5 redirects"
    assert "does not name" in failure(source, pauses, f"{site.url}/scheme.txt")
