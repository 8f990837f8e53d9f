"""Every figure leads to the characters it was read from."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from orchestration.loading.data_folder import DataFolder

from .conftest import Rows, client_of, publish
from .html import tree


def figures(page: LexborHTMLParser) -> str:
    return _joined("".join(mark.text() for mark in page.css(".reader mark.figure")))


def _joined(text: str) -> str:
    """Without the blanks and line ends that a page lays out anew."""
    return "".join(text.split())


def test_each_printed_figure_is_marked_in_its_report(pages: TestClient, sql: Rows) -> None:
    """Three of every column of every table, among them each table's longest quote."""
    rows = sql(
        """select fact_table, fact_key, column_name from fct_evidence where starts_with(fact_table, 'fct_')
            and fact_table <> 'fct_report_totals'
        qualify row_number() over (partition by fact_table, column_name order by length(quote) desc, fact_key) <= 3"""
    )
    assert len(rows) > 50
    for table, key, column in rows:
        page = tree(pages.get(f"/source/{table}/{key}", params={"column": column}))
        quotes = sql(
            """select e.quote from fct_evidence e where fact_table = ? and fact_key = ? and column_name = ?
            order by document_key, char_start""",
            table, key, column,
        )  # fmt: skip
        assert figures(page) == _joined("".join(quote for (quote,) in quotes)), (table, key, column)
        assert len(page.css("#hit")) == 1
        shown = [_joined(node.text()) for node in page.css(".places .printed")]
        assert all(_joined(q)[:100] in s or s[:100] in _joined(q) for (q,), s in zip(quotes, shown, strict=True))


@pytest.mark.parametrize(
    ("column", "needle"),
    [
        ("executed_total_amount", "12,766.32"),
        ("adjusted_total_amount", "13,259.41"),
        ("declared_execution_rate_pct", "96.28"),
        ("computed_execution_rate_pct", "13,259.41"),
        ("self_score", "98"),
        ("declared_grade", "优"),
        ("computed_grade", "98"),
    ],
)
def test_totals_lead_to_the_sentence_they_are_taken_from(
    pages: TestClient, sql: Rows, column: str, needle: str
) -> None:
    [(key,)] = sql(
        "select report_totals_key from fct_report_totals join dim_reports using (report_key) where source_path like '%tongde%'"
    )
    assert needle in figures(tree(pages.get(f"/source/fct_report_totals/{key}", params={"column": column})))


def test_headcounts_lead_to_their_figures(pages: TestClient, sql: Rows) -> None:
    [(key,)] = sql(
        "select report_totals_key from fct_report_totals join dim_reports using (report_key) where source_path like '%jimei%'"
    )
    for column, expected in [("headcount_total", "86"), ("headcount_contract", "34")]:
        assert figures(tree(pages.get(f"/source/fct_report_totals/{key}", params={"column": column}))) == expected


@pytest.mark.parametrize(
    ("report", "column", "printed"),
    [
        # By nature, and not by fund beside it: 2,498.39 + 3,852.50 = 6,350.89.
        ("jimei", "computed_executed_total_amount", "2,498.393,852.50"),
        ("jimei", "computed_approved_total_amount", "2,450.003,670.00"),
        # Neither the income of the same report nor what prose says again of it.
        ("xinhua", "computed_executed_total_amount", "5171.2638546.39000"),
    ],
)
def test_a_sum_leads_to_the_parts_it_adds_up(
    pages: TestClient, sql: Rows, report: str, column: str, printed: str
) -> None:
    [(key,)] = sql(
        "select report_totals_key from fct_report_totals join dim_reports using (report_key) where contains(source_path, ?)",
        report,
    )
    parts = tree(pages.get(f"/source/fct_report_totals/{key}", params={"column": column}))
    assert figures(parts) == printed


def test_a_table_cell_and_its_place_are_named(pages: TestClient, sql: Rows) -> None:
    [(table, key, column, table_seq, row_seq, column_seq, start, end, rule)] = sql(
        """select fact_table, fact_key, column_name, table_seq, row_seq, column_seq, char_start, char_end,
            extraction_rule
        from fct_evidence where fact_table = 'fct_spending' and table_seq > 0 and column_name = 'executed_amount'
        order by fact_key limit 1"""
    )
    page = tree(pages.get(f"/source/{table}/{key}", params={"column": column, "lang": "en"}))
    place = page.css_first(".places li").text()
    assert f"table {table_seq + 1}, row {row_seq + 1}, column {column_seq + 1}" in place
    assert f"characters {start + 1}–{end}" in place
    assert rule in place
    assert page.css_first(".reader td #hit") is not None


def test_a_fact_without_figures_shows_its_passage(pages: TestClient, sql: Rows) -> None:
    [(key, quote)] = sql("select contradiction_key, quote from fct_contradictions order by 1 limit 1")
    page = tree(pages.get(f"/source/fct_contradictions/{key}"))
    assert _joined("".join(mark.text() for mark in page.css(".reader mark"))) == _joined(quote)


def test_every_column_of_every_table_has_a_source(pages: TestClient, sql: Rows) -> None:
    tables = sql(
        """select table_name, list(column_name order by column_index) from duckdb_columns()
        where schema_name = 'main' and starts_with(table_name, 'fct_') and table_name <> 'fct_evidence'
            and database_name = current_database() group by 1"""
    )
    assert len(tables) >= 9
    for table, columns in tables:
        for (key,) in sql(f"select {columns[0]} from {table} order by 1 limit 1"):
            for column in columns[1:]:
                page = tree(pages.get(f"/source/{table}/{key}", params={"column": column}))
                assert page.css_first(".reader") is not None


def test_the_original_is_a_download_of_the_same_bytes(pages: TestClient, loaded: DataFolder, sql: Rows) -> None:
    for document, sha256, path in sql(
        "select document_key, content_sha256, source_path from quality.documents where document_key is not null"
    ):
        response = pages.get(f"/documents/{document}/original")
        assert response.status_code == 200
        assert response.content == (loaded.files / sha256).read_bytes()
        assert response.headers["content-type"] == "application/octet-stream"
        assert response.headers["content-disposition"].startswith("attachment")
        assert response.headers["x-content-type-options"] == "nosniff"
        assert Path(path).suffix in response.headers["content-disposition"]


def test_only_files_of_documents_are_given_out(data: DataFolder, sql: Rows) -> None:
    (data.root / "secret").write_text("what nobody may read")
    [(document,)] = sql("select document_key from dim_reports order by 1 limit 1")
    publish(data, data.published, "r000002-000000000002",
            "update quality.documents set content_sha256 = '../secret', source_path = '../../secret'")  # fmt: skip
    client = client_of(data)
    for path in (
        f"/documents/{document}/original",
        "/documents/..%2f..%2fsecret/original",
        "/documents/nothing/original",
        "/static/../serve.py",
        "/static/..%2fserve.py",
        "/static/%2e%2e/serve.py",
    ):
        response = client.get(path)
        assert response.status_code == 404 and "nobody may read" not in response.text, path


def test_a_quarantined_document_can_be_looked_at(pages: TestClient, sql: Rows) -> None:
    [(document,)] = sql("select document_key from quality.documents where source_path like '%scan-0417%'")
    assert pages.get(f"/documents/{document}/original").status_code == 200
    assert pages.get(f"/documents/{document}").status_code == 404  # it has no text


def _with_pdf(data: DataFolder, sql: Rows, content: bytes) -> tuple[str, str]:
    """A release in which a fact was read from page 2 of a PDF, at a box."""
    sha256 = "ab" * 32
    (data.files / sha256).write_bytes(content)
    [(document, table, key)] = sql(
        """select document_key, fact_table, fact_key from fct_evidence
        where fact_table = 'fct_spending' and column_name = 'executed_amount' order by fact_key limit 1"""
    )
    publish(
        data, data.published, "r000002-000000000002",
        f"""update quality.documents set content_sha256 = '{sha256}', file_format = 'pdf'
        where document_key = '{document}'""",
        f"""update fct_evidence set page = 2, bbox = '100,100,200,130', ocr_confidence = 0.5
        where fact_key = '{key}' and column_name = 'executed_amount'""",
    )  # fmt: skip
    return document, f"/source/{table}/{key}?column=executed_amount&lang=en"


def _pdf() -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in (1, 2):
        canvas.drawString(100, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_the_picture_of_a_page_has_the_figure_marked(data: DataFolder, sql: Rows) -> None:
    document, url = _with_pdf(data, sql, _pdf())
    client = client_of(data)
    page = tree(client.get(url))
    assert "page 2" in page.css_first(".places li").text()
    assert "OCR confidence 0.50" in page.css_first(".places li").text()
    source = page.css_first("figure img").attributes["src"] or ""
    picture = client.get(source)
    assert picture.headers["content-type"] == "image/png"
    image = Image.open(io.BytesIO(picture.content)).convert("RGB")
    scale = image.width / 595.28
    assert image.getpixel((round(150 * scale), round(115 * scale))) == (255, 236, 179)
    assert image.getpixel((round(300 * scale), round(300 * scale))) == (255, 255, 255)
    for wrong in ("0", "3", "99"):
        assert client.get(f"/documents/{document}/pages/{wrong}.png").status_code == 404
    assert client.get(f"/documents/{document}/pages/1.png?boxes=a,b").status_code == 404


def test_a_damaged_pdf_is_a_page_without_a_picture(data: DataFolder, sql: Rows) -> None:
    document, url = _with_pdf(data, sql, b"%PDF-1.7 broken")
    client = client_of(data)
    assert client.get(url).status_code == 200
    assert client.get(f"/documents/{document}/pages/2.png").status_code == 404


def test_a_fact_that_is_gone_is_explained(pages: TestClient) -> None:
    response = pages.get("/source/fct_spending/nothing?lang=en")
    assert response.status_code == 404 and "superseded" in response.text
    assert pages.get("/source/dim_years/2022").status_code == 404
    assert pages.get("/source/sqlite_master/x").status_code == 404
