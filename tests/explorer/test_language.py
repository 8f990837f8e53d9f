"""Every word in both languages; the language of the reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from orchestration.explorer import language
from orchestration.explorer.language import LANGUAGES, Words, strings
from orchestration.explorer.queries.worklist import rules

from .conftest import Rows
from .html import tree

SOURCES = [*Path(language.__file__).parent.rglob("*.html"), *Path(language.__file__).parent.rglob("*.py")]


def test_every_word_is_there_in_both_languages_with_the_same_places() -> None:
    for section, keys in strings().items():
        for key, words in keys.items():
            assert set(words) == set(LANGUAGES), f"{section}.{key}"
            assert all(words.values()), f"{section}.{key}"
            places = [set(re.findall(r"\{(\w+)\}", words[name])) for name in LANGUAGES]
            assert places[0] == places[1], f"{section}.{key}"


def test_every_word_that_is_asked_for_is_there() -> None:
    asked = {
        name
        for file in SOURCES
        for name in re.findall(r"\b(?:t|words)\(['\"](\w+\.\w+)['\"][,)]", file.read_text("utf-8"))
    }
    assert len(asked) > 100
    known = {f"{section}.{key}" for section, keys in strings().items() for key in keys}
    assert asked <= known


def test_every_word_that_is_there_is_asked_for() -> None:
    """By its name, by a beginning that a code follows ('refused.' ~ reason), or as a code of a section of terms."""
    text = "\n".join(file.read_text("utf-8") for file in SOURCES)
    quoted = set(re.findall(r"['\"]([\w.]+)['\"]", text))
    begun = set(re.findall(r"\bt\(['\"](\w+\.\w*)['\"] ~", text))
    terms = set(re.findall(r"\bterm\(['\"](\w+)['\"]", text)) | {"breakdown", "direction", "status", "severity"}
    assert begun > {"refused.", "wrong.title_"}
    unasked = [
        name
        for section, keys in strings().items()
        if section not in terms
        for name in (f"{section}.{key}" for key in keys)
        if name not in quoted and not any(_begins(name, beginning, text) for beginning in begun)
    ]
    assert unasked == []


def _begins(name: str, beginning: str, text: str) -> bool:
    """Whether a name is a beginning and a word that the pages or queries know."""
    rest = name.removeprefix(beginning)
    return name.startswith(beginning) and re.search(rf"\b{rest}\b", text) is not None


def test_an_unknown_code_stands_for_itself() -> None:
    words = Words("en")
    assert words.term("breakdown", "fund") == "By source of funds"
    assert words.term("breakdown", "something_new") == "something_new"
    assert words.term("breakdown", None) == "–"


@pytest.mark.parametrize(
    ("section", "query"),
    [
        ("breakdown", "select distinct breakdown from fct_spending"),
        ("direction", "select distinct direction from fct_spending"),
        ("status", "select distinct computed_status from fct_indicators"),
        ("severity", "select distinct severity from fct_contradictions"),
        ("office_type", "select distinct office_type from dim_offices"),
        ("admin_level", "select distinct admin_level from dim_offices"),
        ("subject_kind", "select distinct subject_kind from dim_reports"),
        ("outcome", "select distinct outcome from quality.documents union select distinct outcome from quality.runs"),
        ("table", "select distinct fact_table from fct_evidence where starts_with(fact_table, 'fct_')"),
    ],
)
def test_the_codes_of_the_warehouse_have_words(sql: Rows, section: str, query: str) -> None:
    assert {code for (code,) in sql(query) if code is not None} <= set(strings()[section])


def test_the_rules_have_words(sql: Rows) -> None:
    assert {rule for (rule,) in sql("select distinct rule from fct_report_checks")} <= set(rules())


@pytest.mark.parametrize(
    ("url", "accepts", "expected"),
    [
        ("/", "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("/", "en-GB,en;q=0.9", "en"),
        ("/", "fr-FR,fr", "zh-Hans"),
        ("/", "", "zh-Hans"),
        ("/?lang=zh", "en", "zh-Hans"),
        ("/?lang=xx", "en", "en"),
    ],
)
def test_the_page_speaks_the_readers_language(pages: TestClient, url: str, accepts: str, expected: str) -> None:
    pages.cookies.clear()
    page = tree(pages.get(url, headers={"Accept-Language": accepts}))
    assert page.css_first("html").attributes["lang"] == expected


def test_the_choice_is_kept(pages: TestClient) -> None:
    pages.cookies.clear()
    pages.get("/?lang=en", headers={"Accept-Language": "zh"})
    assert tree(pages.get("/offices", headers={"Accept-Language": "zh"})).css_first("h1").text() == "Offices"
    pages.cookies.clear()


def test_comments_of_the_published_file_are_shown_in_the_readers_language() -> None:
    both = "Spent (执行数), yuan ｜ 执行数：支出数，元"
    assert Words("en").comment(both) == "Spent (执行数), yuan"
    assert Words("zh").comment(both) == "执行数：支出数，元"
    assert Words("zh").comment("Only English") == Words("en").comment("Only English") == "Only English"
    assert Words("zh").comment(None) == ""
