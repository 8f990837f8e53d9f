"""Models say through the macros of macros/dialect what DuckDB and Spark say differently. Whether the results are the same is
proven on a cluster (tests/cluster); here is what can be told without one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
DIALECT = PROJECT / "macros" / "dialect"
# DuckDB's alone: its file has them, Spark never sees them.
OF_DUCKDB = {"explain_warehouse.sql", "stored_macros.sql", "replaced.sql"}
ONE_DIALECT = {
    "regexp_matches(": "regexp_found",
    "regexp_replace(": "regexp_remove, regexp_end_replaced",
    "regexp_extract(": "regexp_part, regexp_first",
    "regexp_extract_all(": "regexp_all",
    "string_agg(": "text_list",
    "listagg(": "text_list",
    "unnest(": "each_member",
    "explode(": "each_member",
    "ends_with(": "ends_with",
    "min_by(": "min_by",
    "max_by(": "max_by",
    "row(": "a pair in parentheses",
    "* exclude": "columns_except",
    "* except": "columns_except",
    " replace (": "replaced_columns",
    " as varchar)": "the type string",
    "escape '": "instr",
}


def statements() -> list[Path]:
    files = [*PROJECT.glob("models/**/*.sql"), *PROJECT.glob("tests/**/*.sql"), *PROJECT.glob("macros/**/*.sql")]
    return sorted(path for path in files if path.parent != DIALECT and path.name not in OF_DUCKDB)


def plain_sql(path: Path) -> str:
    """A file's text without comments and Jinja."""
    text = re.sub(r"\{#.*?#\}|--[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("word", ONE_DIALECT)
def test_what_one_dialect_alone_understands_stands_in_the_dialect_macros(word: str) -> None:
    whole = r"(?<![a-z_])" if word[0].isalpha() else ""
    pattern = re.compile(whole + re.escape(word).replace(r"\ ", r"\s+"))
    found = [str(path.relative_to(PROJECT)) for path in statements() if pattern.search(plain_sql(path))]
    assert found == [], f"instead: {ONE_DIALECT[word]}"


def test_every_macro_with_a_word_of_sparks_has_one_of_duckdbs() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in DIALECT.glob("*.sql"))
    dispatched = set(re.findall(r"adapter\.dispatch\('(\w+)'\)", text))
    for_spark = set(re.findall(r"macro spark__(\w+)\(", text)) - {"pairs_of"}  # a part of pair_overlap
    assert for_spark <= dispatched
    assert dispatched <= set(re.findall(r"macro default__(\w+)\(", text))
