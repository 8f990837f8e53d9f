"""Search in the texts of all reports."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from orchestration.explorer.queries.search import snippets, words_of

from .conftest import Rows
from .html import tree


def test_words_are_parted_by_blanks_and_phrases_kept() -> None:
    assert words_of('  养老 "预算 执行"  养老 abc') == ["养老", "预算 执行", "abc"]
    assert words_of('"') == [] == words_of("   ")
    assert len(words_of(" ".join(map(str, range(100))))) == 8


def test_snippets_show_hits_in_their_place() -> None:
    text = "甲" * 200 + "养老配餐" + "乙" * 300 + "养老" + "丙" * 10
    found = snippets(text, ["养老"])
    assert [(s["start"], s["end"], s["cut"]) for s in found] == [(200, 202, (True, True)), (504, 506, (True, False))]
    assert found[1]["parts"] == [("乙" * 70, False), ("养老", True), ("丙" * 10, False)]
    assert "".join(part for part, _ in found[0]["parts"]) == text[130:272]


@pytest.mark.parametrize("query", ["同德", "热线", "养老 配餐", "2022", "%", "_", "'", "不存在的词", "GB18030", "四上"])
def test_the_reports_that_hold_every_word_are_found(pages: TestClient, sql: Rows, query: str) -> None:
    texts = sql(
        """select o.office_name, r.year_key, t.text from dim_reports r join dim_offices o using (office_key)
            join bridge_report_documents b using (report_key) join quality.document_texts t on t.document_key = b.document_key
        where r.is_current"""
    )
    expected = {
        (name, str(year)) for name, year, text in texts if all(w in text.lower() for w in query.lower().split())
    }
    page = tree(pages.get("/search", params={"q": query}))
    shown = {(hit.css_first("a").text(), year) for hit in page.css("#hits > li")
             for year in [hit.css_first("p").text().split(" · ")[1]]}  # fmt: skip
    assert shown == expected
    for hit in page.css("#hits > li"):
        assert {mark.text().lower() for mark in hit.css("mark")} <= set(query.lower().split())
        assert hit.css("mark")


def test_letter_case_does_not_matter(pages: TestClient) -> None:
    lower, upper = (tree(pages.get("/search", params={"q": q})).css("#hits > li") for q in ("<OL>", "<ol>"))
    assert len(lower) == len(upper) >= 1


def test_a_hit_leads_to_its_place_in_the_text(pages: TestClient) -> None:
    page = tree(pages.get("/search", params={"q": "热线"}))
    href = page.css_first("#hits .snippet a").attributes["href"] or ""
    text = tree(pages.get(href.removesuffix("#hit")))
    assert text.css_first("#hit").text() == "热线"


def test_hits_are_narrowed_to_a_year_and_a_district(pages: TestClient) -> None:
    both = tree(pages.get("/search", params={"q": "街道"})).css("#hits > li")
    year = tree(pages.get("/search", params={"q": "街道", "year": "2021"})).css("#hits > li")
    district = tree(pages.get("/search", params={"q": "街道", "district": "440111"})).css("#hits > li")
    assert len(year) == 1 and len(district) == 2 < len(both)
