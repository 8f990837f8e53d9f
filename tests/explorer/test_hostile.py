"""Whatever a report says, a page shows it as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from orchestration.loading.data_folder import DataFolder

from .conftest import client_of, publish
from .html import links, tree

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>{{7*7}}${7*7}"
FORMULA = '=HYPERLINK("http://evil.example")'
SQL = "'); drop table dim_reports; --"
BIDI = "合计\u202e00.001\u2066二\u202d"
LONG = "名" * 10_000
LATIN = "x" * 10_000
HOSTILE = [SCRIPT, FORMULA, SQL, BIDI, LONG, LATIN, "</textarea></title></script>", "\x08\ufffe\ud7ff\x1b", "a\tb\nc"]


@pytest.fixture(params=HOSTILE, ids=["script", "formula", "sql", "bidi", "long", "latin", "ends", "control", "layout"])
def hostile(request: pytest.FixtureRequest, data: DataFolder) -> Iterator[tuple[str, TestClient]]:
    """A release in which every text that a report gives is the hostile one."""
    text = str(request.param)
    quoted = "'" + text.replace("\x00", "").replace("'", "''") + "'"
    columns = {
        "dim_offices": ["office_name", "match_reason"],
        "dim_reports": ["title", "subject_name", "source_path"],
        "fct_spending": ["item_name", "parent_item_name", "context", "executed_text", "quote"],
        "fct_indicators": ["indicator_name", "context", "level1", "target_text", "actual_text", "declared_status",
                           "deviation_reason_text", "quote"],
        "fct_scores": ["grade"],
        "fct_tasks": ["task_name", "goal_text", "result_text"],
        "fct_findings": ["finding_text", "finding_seq"],
        "fct_statistics": ["subject", "unit", "period", "section"],
        "fct_contradictions": ["detail", "quote_a", "quote_b"],
        "fct_evidence": ["quote", "sheet_name"],
        "quality.documents": ["source_path", "reason"],
        "quality.printed_numbers": ["printed"],
    }  # fmt: skip
    statements = [
        f"update {table} set {', '.join(f'{name} = {quoted}' for name in names)}" for table, names in columns.items()
    ]
    statements += [
        f"update quality.document_texts set text = {quoted} || chr(10) || text || chr(10) || {quoted}",
        "update quality.documents set source_url = 'javascript:alert(1)'",
        f"update quality.check_results set outcome = 'fail', observed = {quoted}, check_name = {quoted}",
    ]
    publish(data, data.published, "r000002-000000000002", *statements)
    yield text, client_of(data)


def addresses(client: TestClient) -> Iterator[str]:
    """Every kind of page, found as a reader finds them."""
    yield from ("/", "/offices", "/contradictions", "/search?q=街道", "/entries", "/sql")
    yield from (f"/review?kind={kind}" for kind in ("unclaimed", "indicators", "files", "offices"))
    yield "/sql?q=select * from dim_offices, dim_reports, fct_spending limit 3"
    offices = [href for href in links(tree(client.get("/offices"))) if href.startswith("/offices/")]
    yield from offices[:3]
    kinds: set[str] = set()
    for office in offices:
        for href in links(tree(client.get(office))):
            kind = "/".join(href.split("/")[:3]) if href.startswith("/source/") else ""
            if kind and kind not in kinds:
                kinds.add(kind)
                yield href.split("#")[0]
    contradictions = links(tree(client.get("/contradictions")))
    yield next(href for href in contradictions if href.startswith("/source/")).split("#")[0]
    unclaimed = links(tree(client.get("/review?kind=unclaimed")))
    yield next(href for href in unclaimed if href.startswith("/documents/")).split("#")[0]


def test_it_is_text_on_every_page(hostile: tuple[str, TestClient]) -> None:
    text, client = hostile
    seen = 0
    for address in addresses(client):
        response = client.get(address)
        assert response.status_code == 200, (address, response.text[-300:])
        page = LexborHTMLParser(response.text)
        assert [node.attributes.get("src") for node in page.css("script")] == [
            node.attributes["src"] for node in page.css("head script")
        ], address
        assert len(page.css("script")) == 1 and len(page.css("title")) >= 1
        assert not [node for node in page.css("img, svg") if any(name.startswith("on") for name in node.attributes)]
        assert not page.css("[onload], [onerror], [style]"), address
        assert not [a for a in page.css("a[href]") if (a.attributes["href"] or "").lower().startswith("javascript")]
        assert "49" not in (page.css_first("title").text() or "")
        assert len(response.text) < 3_000_000, address
        seen += text[:60].strip() in response.text or text[:20] in page.body.text()
    assert seen > 5


def test_direction_marks_stay_inside_what_is_said(data: DataFolder) -> None:
    publish(data, data.published, "r000002-000000000002",
            *(f"update {t} set {c} = '{BIDI}'" for t, c in
              [("dim_offices", "office_name"), ("fct_spending", "item_name"), ("fct_contradictions", "detail")]))  # fmt: skip
    client = client_of(data)
    for address in ("/offices", "/contradictions", "/"):
        page = tree(client.get(address))
        for node in page.css("svg text, svg title, svg"):
            node.decompose()  # they hold no other text that a mark could move
        for node in page.css("bdi"):
            node.decompose()
        assert "\u202e" not in page.body.text(), address


def test_exports_run_no_formula(hostile: tuple[str, TestClient]) -> None:
    text, client = hostile
    body = client.get("/contradictions.csv").content.decode("utf-8-sig")
    csv.field_size_limit(10_000_000)
    details = {row["detail"] for row in csv.DictReader(io.StringIO(body, newline=""))}
    clean = text.replace("\x00", "")
    assert details == {f"'{clean}" if clean[0] in "=+-@\t\r\n|" else clean}


def test_a_hostile_name_is_found_and_downloaded_under_a_plain_one(data: DataFolder) -> None:
    publish(data, data.published, "r000002-000000000002",
            f"update dim_offices set office_name = '{SCRIPT.replace(chr(39), chr(39) * 2)}'",
            "update quality.documents set source_path = 'a/b/报告\u202egpj.\"\n\r;exe'")  # fmt: skip
    client = client_of(data)
    [*offices] = client.get("/suggest", params={"q": "<script>"}).json()
    assert offices and offices[0]["name"] == SCRIPT
    document = tree(client.get(offices[0]["href"])).css_first("a[download]").attributes["href"] or ""
    disposition = client.get(document).headers["content-disposition"]
    assert disposition.startswith("attachment") and "%E2%80%AE" not in disposition
    assert "\n" not in disposition and "\r" not in disposition


@pytest.mark.parametrize("query", [SCRIPT, SQL, BIDI, FORMULA, "%%%", "\\", "'", "(", "a" * 5000])
def test_what_a_reader_types_is_text_too(pages: TestClient, query: str) -> None:
    for path in ("/search", "/offices", "/contradictions?rule=x", "/suggest", "/sql", "/review", "/documents/x"):
        response = pages.get(path, params={"q": query, "rule": query, "year": query, "page": query, "kind": query})
        assert response.status_code in (200, 404, 422), (path, response.status_code)
        assert "<script>alert" not in response.text or path == "/suggest"
