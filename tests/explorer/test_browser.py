"""The pages in a real browser: nothing asked of another host, no error, keyboard and screen reader served, no overflow."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from orchestration.explorer.app import create_app
from orchestration.loading.data_folder import DataFolder

from .browser import CHROMIUM, Page, browser
from .conftest import Rows, publish

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
PHONE, DESK = 360, 1280
CONTROL = 2  # the modifier's bit in the protocol


@dataclass(frozen=True)
class Site:
    """The Explorer as it is served, and its data folder."""

    url: str
    data: DataFolder


@pytest.fixture(scope="module")
def site(loaded: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    import shutil

    data = DataFolder(tmp_path_factory.mktemp("browser") / "data").create()
    shutil.copytree(loaded.files, data.files, dirs_exist_ok=True)
    publish(data, loaded.published, "r000001-000000000001")
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(data), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield Site(f"http://127.0.0.1:{listener.getsockname()[1]}", data)
    server.should_exit = True
    thread.join(timeout=30)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    if CHROMIUM is None:
        message = "there is no Chromium on this machine: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{message} (in CI that is a failure)")
        pytest.skip(message)
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def addresses(sql: Rows) -> dict[str, str]:
    """One of every kind of page."""
    [(office, report)] = sql(
        "select office_key, report_key from dim_reports where source_path like '%更正版%' and is_current"
    )
    [(spending,)] = sql("select spending_key from fct_spending where executed_amount = 127663200 order by 1 limit 1")
    [(contradiction,)] = sql("select contradiction_key from fct_contradictions order by 1 limit 1")
    [(document,)] = sql("select document_key from dim_reports where report_key = ?", report)
    return {
        "overview": "/",
        "offices": "/offices",
        "office": f"/offices/{office}",
        "source": f"/source/fct_spending/{spending}?column=executed_amount",
        "contradiction": f"/source/fct_contradictions/{contradiction}",
        "document": f"/documents/{document}",
        "contradictions": "/contradictions",
        "review": "/review",
        "search": "/search?q=%E7%83%AD%E7%BA%BF",
        "sql": "/sql?q=select%20*%20from%20fct_report_totals",
        "entries": "/entries",
    }


KINDS = ["overview", "offices", "office", "source", "contradiction", "document", "contradictions", "review", "search",
         "sql", "entries"]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_sound_on_desk_and_phone_light_and_dark(
    page: Page, site: Site, addresses: dict[str, str], kind: str
) -> None:
    for width, dark in [(DESK, False), (PHONE, True), (DESK, True), (PHONE, False)]:
        page.show(width, dark)
        page.open(site.url + addresses[kind])
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (kind, width)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == (
            "rgb(20, 24, 28)" if dark else "rgb(251, 251, 249)"
        )
        if (width, dark) in [(DESK, False), (PHONE, True)]:
            page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
            page.evaluate(AXE + "; null")
            found = page.evaluate(
                "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations"
                ".filter((v) => ['serious', 'critical'].includes(v.impact))"
                ".map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(' | ')}`))"
            )
            assert found == [], (kind, width, dark)
    assert page.problems() == []
    assert [url for url in page.requests() if not url.startswith((site.url, "about:", "data:"))] == []


def test_the_figures_on_the_screen_are_those_of_sql(page: Page, site: Site, sql: Rows) -> None:
    page.show(DESK)
    page.open(site.url + "/")
    tiles = page.evaluate("[...document.querySelectorAll('.tiles data')].map((d) => d.value)")
    [expected] = sql(
        """select sum(adjusted_total_amount)::varchar, sum(executed_total_amount)::varchar,
            (select count(*) from fct_contradictions)::varchar
        from fct_report_totals join dim_reports using (report_key) where is_current and subject_kind = 'department'"""
    )
    assert tuple(tiles) == expected
    shown = page.evaluate("document.querySelector('.tiles data').innerText")
    assert shown == f"{float(expected[0]) / 10000:,.2f}"


# Page → what its elements show in the browser → the same by SQL on the same file, as a sorted list of texts.
FIGURES = [
    ("overview", "#money data", """
        select unnest([sum(adjusted_total_amount), sum(executed_total_amount)])::varchar from fct_report_totals
        join dim_reports using (report_key) join dim_districts on dim_districts.district_key = dim_reports.district_key
        where is_current and subject_kind = 'department' group by dim_reports.district_key, dim_reports.year_key"""),
    ("overview", "#rules data", "select count(*)::varchar from fct_contradictions group by rule, severity"),
    ("offices", "#offices data", """
        select unnest([adjusted_total_amount::varchar, executed_total_amount::varchar,
            computed_execution_rate_pct::varchar, self_score::varchar])
        from fct_report_totals join dim_reports using (report_key) where is_current"""),
    ("office", "#spending data", """
        select unnest([approved_amount, adjusted_amount, executed_amount, unphased_amount, change_amount,
            received_amount, carry_over_amount]::varchar[] || [declared_rate_pct, computed_rate_pct]::varchar[])
        from fct_spending join dim_reports using (report_key)
        where source_path like '%更正版%' and is_current"""),
    ("office", "#scores data", """
        select unnest([score::varchar, max_score::varchar, grade]) from fct_scores join dim_reports using (report_key)
        where source_path like '%更正版%' and is_current"""),
    ("source", ".fact .chosen data", "select '127663200.00'"),
    ("contradictions", "#contradictions > li input[name=fact_key]", "select contradiction_key from fct_contradictions"),
    ("review", "#review .number a", """
        select printed from quality.printed_numbers where claimed_by is null and document_key in (
            select b.document_key from bridge_report_documents b join dim_reports using (report_key) where is_current)"""),
    ("search", "#hits > li > p:first-child a", """
        select office_name from quality.document_texts join bridge_report_documents using (document_key)
        join dim_reports using (report_key) join dim_offices using (office_key)
        where is_current and contains(text, '热线')"""),
    ("sql", "#result td:first-child bdi", "select report_totals_key from fct_report_totals"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "selector", "query"), FIGURES, ids=lambda value: str(value)[:24].strip())
def test_what_each_page_shows_is_what_sql_says(
    page: Page, site: Site, addresses: dict[str, str], sql: Rows, kind: str, selector: str, query: str
) -> None:
    page.show(DESK)
    page.open(site.url + addresses[kind])
    shown = page.evaluate(f"[...document.querySelectorAll('{selector}')].map((e) => e.value ?? e.textContent)")
    expected = [value for (value,) in sql(query) if value is not None]
    assert expected
    assert sorted(value for value in shown if value) == sorted(expected)


def test_the_passage_marked_in_the_browser_is_the_quote_of_the_evidence(
    page: Page, site: Site, addresses: dict[str, str], sql: Rows
) -> None:
    page.show(DESK)
    page.open(site.url + addresses["source"])
    key = addresses["source"].split("/")[3].partition("?")[0]
    quotes = sql("select quote from fct_evidence where fact_key = ? and column_name = 'executed_amount'", key)
    assert page.evaluate("[...document.querySelectorAll('.reader mark.figure')].map((m) => m.innerText)") == [
        quote for (quote,) in quotes
    ]
    page.open(site.url + addresses["document"])
    [(text,)] = sql(
        "select text from quality.document_texts where document_key = ?", addresses["document"].split("/")[2]
    )
    shown = page.evaluate("document.querySelector('.reader').textContent")
    assert "".join(shown.split()) == "".join(text.split())


def test_a_newcomer_finds_an_office_and_the_passage_of_a_figure_by_keyboard(page: Page, site: Site) -> None:
    page.show(DESK)
    page.open(site.url + "/")
    page.evaluate("document.getElementById('find-office').focus()")
    page.type("tongde")
    page.wait_until("document.querySelectorAll('#suggestions li').length === 1")
    assert page.evaluate("document.getElementById('find-office').getAttribute('aria-expanded')") == "true"
    page.press("ArrowDown")
    assert (
        page.evaluate("document.getElementById('find-office').getAttribute('aria-activedescendant')") == "suggestion-0"
    )
    page.press("Enter")
    page.wait_until("location.pathname.startsWith('/offices/') && document.readyState === 'complete'")
    assert "同德街道" in page.evaluate("document.querySelector('h1').innerText")
    figure = "document.querySelector('#years a[href*=\"executed_total_amount\"]')"
    assert page.evaluate(f"{figure}.innerText") == "12,766.32"
    page.evaluate(f"{figure}.focus()")
    page.press("Enter")
    page.wait_until("location.pathname.startsWith('/source/') && document.readyState === 'complete'")
    assert "12,766.32" in page.evaluate("document.getElementById('hit').innerText")
    page.wait_until(
        "(() => { const hit = document.getElementById('hit').getBoundingClientRect();"
        " const box = document.querySelector('.reader').getBoundingClientRect();"
        " return hit.top >= Math.max(box.top, 0) && hit.bottom <= Math.min(box.bottom, innerHeight); })()"
    )


def test_suggestions_close_and_the_first_stop_of_the_keyboard_leads_to_the_content(page: Page, site: Site) -> None:
    page.show(DESK)
    page.open(site.url + "/entries")
    page.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.evaluate("document.getElementById('find-office').focus()")
    page.type("guangzhou")
    page.wait_until("document.querySelectorAll('#suggestions li').length > 2")
    page.press("Escape")
    assert page.evaluate("document.getElementById('suggestions').hidden") is True


def test_a_note_and_a_correction_are_entered_in_forms(page: Page, site: Site, addresses: dict[str, str]) -> None:
    page.show(DESK)
    page.open(site.url + addresses["source"] + "&lang=en")
    fill = "(f, values) => { for (const [n, v] of Object.entries(values)) f.elements[n].value = v; f.requestSubmit(); }"
    page.follow(
        f"({fill})(document.querySelector('form[action=\"/corrections\"]'), {{column_name: 'executed_amount',"
        " new_value: '127,663,300', evidence: '第 2 页', why: 'misread', who: 'Zhang'})"
    )
    assert "127663300.00" in page.evaluate("document.getElementById('notes').innerText")
    page.follow(
        f"({fill})(document.querySelector('form[action=\"/notes\"]'), {{state: 'confirmed', note: '属实', who: 'Li'}})"
    )
    assert "属实" in page.evaluate("document.getElementById('notes').innerText")
    assert "127663300.00" in (site.data.root / "corrections.csv").read_text(encoding="utf-8")
    assert page.problems() == []


def test_sql_is_written_with_the_schema_beside_it_and_run_from_the_keyboard(page: Page, site: Site, sql: Rows) -> None:
    page.show(DESK)
    page.open(site.url + "/sql")
    page.evaluate("(() => { const q = document.getElementById('query'); q.value = ''; q.focus(); })()")
    page.type("select count(")
    page.evaluate("document.querySelector('[data-insert=\"spending_key\"]').click()")
    page.type(") from fct_spending")
    page.press("Enter", CONTROL)
    page.wait_until("document.querySelector('#result td') !== null && document.readyState === 'complete'")
    [(count,)] = sql("select count(spending_key) from fct_spending")
    assert page.evaluate("document.querySelector('#result td').innerText") == str(count)


def test_the_chinese_font_that_is_shipped_can_be_used(page: Page, site: Site) -> None:
    page.open(site.url + "/entries")
    loaded = page.evaluate("document.fonts.load('16px \"Jixiao Sans SC\"', '绩效').then((faces) => faces.length)")
    assert loaded == 1
    assert any(url.endswith("/static/fonts/noto-sans-sc-400.woff2") for url in page.requests())
    assert page.problems() == []
