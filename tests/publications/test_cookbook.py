"""The cookbook: every query runs, and the answers in docs/cookbook.md are those of the reports of raw/."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from orchestration.publications.cookbook import BadRecipe, Recipe, answer, read_recipes, render
from orchestration.publications.dictionary import relations, stored_macros
from orchestration.publications.markdown import cell
from orchestration.publications.release import Release
from tests.publications.conftest import HOSTILE
from tests.samples_once import ROOT

PAGE = ROOT / "docs" / "cookbook.md"
RECIPES = read_recipes()


def test_auditors_researchers_and_journalists_find_twenty_questions_and_more() -> None:
    assert len(RECIPES) >= 20
    assert {recipe.who.split()[0] for recipe in RECIPES} == {"auditor", "researcher", "journalist"}


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_a_query_answers(warehouse: duckdb.DuckDBPyConnection, recipe: Recipe) -> None:
    """Each has something to say of the samples, but the one about points that no sample gives too many of."""
    found = answer(warehouse, recipe)
    assert bool(found.rows) != (recipe.name == "12_generous_scores")
    assert {len(row) for row in found.rows} <= {len(found.columns)}


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_a_recipe_names_tables_that_are_there(warehouse: duckdb.DuckDBPyConnection, recipe: Recipe) -> None:
    """Directly, or through a macro over them."""
    assert set(recipe.tables) <= {relation.full_name for relation in relations(warehouse)}
    uses_macro = any(f"{macro.name}(" in recipe.sql for macro in stored_macros(warehouse) if macro.is_table)
    assert uses_macro or all(re.search(rf"\b{re.escape(table)}\b", recipe.sql) for table in recipe.tables)


def test_no_query_adds_up_money_over_all_breakdowns() -> None:
    """A sum over amounts stands on a view of one breakdown, never on all items of money."""
    adding = [recipe for recipe in RECIPES if re.search(r"\bsum\(\w*(amount|_wan)", recipe.sql)]
    assert adding
    assert [
        recipe.name for recipe in adding if re.search(r"\b(fct_spending|spending_wan|spending_of)\b", recipe.sql)
    ] == []


def test_the_page_holds_what_the_queries_say(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert PAGE.read_text(encoding="utf-8") == render(warehouse, RECIPES), "run `make cookbook`"


def test_answers_can_be_checked_by_hand(warehouse: duckdb.DuckDBPyConnection) -> None:
    by_name = {recipe.name.split("_", 1)[1]: answer(warehouse, recipe).rows for recipe in RECIPES}
    changed = {row[2]: (row[3], row[4]) for row in by_name["what_a_reissue_changed"]}
    assert changed["养老助餐服务人次"] == ("12600人次", "12900人次")
    assert [row[0] for row in by_name["files_left_out"]] == ["empty.txt", "news-2022-park.md", "scan-0417.txt"]
    rates = {(row[0][-7:], row[1]): float(row[4] or 0) for row in by_name["execution_rates"]}
    assert rates["杏林街道办事处", 2023] == pytest.approx(98.0, abs=0.005)


def test_a_recipe_without_its_question_is_refused(tmp_path: Path) -> None:
    (tmp_path / "01_x.sql").write_text("-- question: Why?\nselect 1\n", encoding="utf-8")
    with pytest.raises(BadRecipe, match=r"01_x\.sql"):
        read_recipes(tmp_path)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_is_text_in_a_markdown_cell(text: str) -> None:
    shown = cell(text)
    assert "\n" not in shown
    assert "<" not in shown
    assert "\u202e" not in shown
    assert len(shown) < 500
    assert re.search(r"(?<!\\)[|`\[*]", shown) is None


def test_a_release_of_hostile_reports_renders(hostile: tuple[object, Release]) -> None:
    with hostile[1].open() as connection:
        page = render(connection, RECIPES)
    assert "<script" not in page
    assert "<img" not in page
