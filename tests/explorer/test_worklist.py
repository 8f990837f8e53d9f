"""The auditor's worklist: filters, notes, corrections, exports."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient

from orchestration.loading.data_folder import DataFolder

from .conftest import Rows, client_of, publish
from .html import tree

HEADERS = {"Origin": "http://localhost"}


def rows_of(response: Response) -> list[dict[str, str]]:
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/csv")
    assert response.headers["content-disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def post(client: TestClient, path: str, **fields: Any) -> Response:
    page = client.get("/contradictions")
    token = re.search(r'name="token" value="([^"]+)"', page.text)
    assert token is not None
    return client.post(path, data={"token": token[1], **fields}, headers=HEADERS)


@pytest.fixture
def spending(sql: Rows) -> dict[str, str]:
    [(key,)] = sql("select spending_key from fct_spending where executed_amount = 127663200 order by 1 limit 1")
    return {
        "fact_table": "fct_spending",
        "fact_key": key,
        "column_name": "executed_amount",
        "new_value": "127,663,300",
        "evidence": "第2页：12,766.33万元",
        "who": "张三",
        "why": "看错一位",
    }


@pytest.mark.parametrize(
    ("parameters", "where"),
    [
        ({}, "true"),
        ({"severity": "warning"}, "c.severity = 'warning'"),
        ({"rule": "duplicate_rows"}, "c.rule = 'duplicate_rows'"),
        ({"year": "2021"}, "c.year_key = 2021"),
        ({"district": "440111"}, "r.district_key = '440111'"),
        ({"district": "440111", "severity": "warning"}, "r.district_key = '440111' and c.severity = 'warning'"),
        ({"rule": "' or 1=1 --"}, "false"),
        ({"state": "new"}, "true"),
        ({"state": "confirmed"}, "false"),
    ],
)
def test_contradictions_are_filtered_on_the_page_and_in_the_export(
    pages: TestClient, sql: Rows, parameters: dict[str, str], where: str
) -> None:
    expected = sql(
        f"select c.contradiction_key, c.detail from fct_contradictions c join dim_reports r using (report_key) where {where}"
    )
    page = tree(pages.get("/contradictions", params=parameters))
    listed = {item.css_first("input[name=fact_key]").attributes["value"] for item in page.css("#contradictions > li")}
    assert listed == {key for key, _ in expected}
    exported = rows_of(pages.get("/contradictions.csv", params=parameters))
    assert {(row["contradiction_key"], row["detail"]) for row in exported} == set(expected)


def test_a_note_gives_a_contradiction_a_state(client: TestClient, sql: Rows) -> None:
    [(key,), (other,)] = sql("select contradiction_key from fct_contradictions order by 1 limit 2")
    for state, note in [("checking", "已问财政所"), ("confirmed", "=属实")]:
        back = "/contradictions?severity=warning"
        done = post(client, "/notes", fact_table="fct_contradictions", fact_key=key, state=state, note=note,
                    who="李四", back=back)  # fmt: skip
        assert (done.status_code, done.headers["location"]) == (303, back)
    listed = tree(client.get("/contradictions?state=confirmed&lang=en"))
    assert [i.attributes["value"] for i in listed.css("#contradictions input[name=fact_key]")] == [key]
    assert listed.css_first(".state").text() == "confirmed"
    keys = {row["contradiction_key"]: row["state"] for row in rows_of(client.get("/contradictions.csv"))}
    assert (keys[key], keys[other]) == ("confirmed", "new")
    assert key not in {row["contradiction_key"] for row in rows_of(client.get("/contradictions.csv?state=new"))}
    notes = rows_of(client.get("/entries/notes.csv"))
    assert [(n["state"], n["note"], n["who"]) for n in notes] == [
        ("checking", "已问财政所", "李四"),
        ("confirmed", "'=属实", "李四"),
    ]
    assert "已问财政所" in tree(client.get(f"/source/fct_contradictions/{key}")).css_first("#notes").text()
    assert "=属实" in tree(client.get("/entries")).css_first("#notes").text()


def test_a_correction_is_proposed_with_the_old_value_of_the_warehouse(
    client: TestClient, data: DataFolder, spending: dict[str, str]
) -> None:
    done = post(client, "/corrections", **spending, old_value="what a page could be made to send")
    assert done.status_code == 303
    assert done.headers["location"].startswith(f"/source/fct_spending/{spending['fact_key']}?column=executed_amount")
    with (data.root / "corrections.csv").open(encoding="utf-8", newline="") as file:
        [entry] = csv.DictReader(file)
    when = entry.pop("when")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", when)
    assert entry == {**spending, "old_value": "127663200.00", "new_value": "127663300.00"}
    row = tree(client.get("/entries?lang=en")).css_first("#corrections tbody tr").text()
    assert "127663200.00" in row and "127663300.00" in row and "waits for the next run" in row


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"new_value": "many"}, 422),
        ({"new_value": "127663200"}, 422),
        ({"who": ""}, 422),
        ({"why": " "}, 422),
        ({"evidence": ""}, 422),
        ({"column_name": "computed_rate_pct"}, 422),
        ({"column_name": "spending_key"}, 422),
        ({"column_name": "char_start"}, 422),
        ({"fact_key": "nothing"}, 404),
        ({"fact_table": "fct_evidence"}, 404),
        ({"fact_table": "dim_offices; drop table x"}, 404),
        ({"fact_table": "fct_contradictions"}, 404),
    ],
)
def test_what_is_no_correction_is_refused_and_nothing_is_written(
    client: TestClient, data: DataFolder, spending: dict[str, str], change: dict[str, str], status: int
) -> None:
    assert post(client, "/corrections", **{**spending, **change}).status_code == status
    assert not (data.root / "corrections.csv").exists()


def test_an_empty_value_says_that_the_report_does_not_state_it(
    client: TestClient, spending: dict[str, str]
) -> None:
    assert post(client, "/corrections", **{**spending, "new_value": ""}).status_code == 303
    [entry] = rows_of(client.get("/entries/corrections.csv"))
    assert (entry["old_value"], entry["new_value"]) == ("127663200.00", "")


def test_what_became_of_a_correction_is_told(client: TestClient, data: DataFolder, spending: dict[str, str]) -> None:
    post(client, "/corrections", **spending)
    [entry] = rows_of(client.get("/entries/corrections.csv"))
    publish(
        data, data.published, "r000002-000000000002", "drop table if exists fct_corrections",
        f"""create table fct_corrections as select 1 as correction_seq, 'fct_spending' as fact_table,
            '{spending["fact_key"]}' as fact_key, 'executed_amount' as column_name, '{entry["when"]}' as corrected_at,
            'stale' as status, 'the extracted value is now 5' as reason""",
    )  # fmt: skip
    row = tree(client_of(data).get("/entries?lang=en")).css_first("#corrections tbody tr").text()
    assert "the old value has changed" in row and "the extracted value is now 5" in row


def test_after_an_entry_nobody_is_sent_elsewhere(client: TestClient, sql: Rows) -> None:
    [(key,)] = sql("select contradiction_key from fct_contradictions order by 1 limit 1")
    for back in ("//evil.example/", "https://evil.example/contradictions", "/contradictions\\evil", "/sql?q=1"):
        done = post(client, "/notes", fact_table="fct_contradictions", fact_key=key, state="open", who="x", back=back)
        assert done.headers["location"] == f"/source/fct_contradictions/{key}#notes"


def test_the_review_lists_what_deserves_a_look(data: DataFolder, sql: Rows) -> None:
    [(fact,)] = sql(
        "select fact_key from fct_evidence where fact_table = 'fct_spending' and column_name = 'executed_amount' limit 1"
    )
    publish(
        data, data.published, "r000002-000000000002",
        f"""update fct_evidence set ocr_confidence = 0.41
        where fact_key = '{fact}' and column_name = 'executed_amount'""",
        """update dim_offices set district_key = null, city_code = null, province_code = null,
            match_reason = 'no division fits' where office_name like '%同德%'""",
    )  # fmt: skip
    client = client_of(data)
    ocr = tree(client.get("/review?kind=ocr")).css("#review tbody tr")
    assert len(ocr) == 1 and "0.41" in ocr[0].text()
    assert client.get(ocr[0].css_first("a").attributes["href"] or "").status_code == 200
    offices = tree(client.get("/review?kind=offices")).css("#review tbody tr")
    assert len(offices) == 1 and "no division fits" in offices[0].text()


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("unclaimed", """select count(*) from quality.printed_numbers where claimed_by is null and document_key in
            (select b.document_key from bridge_report_documents b join dim_reports using (report_key) where is_current)"""),
        ("indicators", """select count(distinct indicator_key) from fct_indicators
            where match_score < 0.5 and not is_duplicate_row"""),
        ("files", "select count(*) from quality.documents where outcome = 'quarantined'"),
    ],
)  # fmt: skip
def test_the_review_counts_what_it_lists(pages: TestClient, sql: Rows, kind: str, query: str) -> None:
    [(count,)] = sql(query)
    page = tree(pages.get(f"/review?kind={kind}"))
    assert len(page.css("#review tbody tr")) == min(count, 50)
    assert page.css_first(".tabs [aria-current] small").text() == str(count)
    for link in page.css("#review .head a")[:5]:
        assert pages.get(link.attributes["href"] or "").status_code == 200
