"""The corpus itself: gold that is printed, sums that add up, files that stay the same, a scorer that can tell."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from random import Random

import pytest

from tests.corpus.damage import DAMAGES
from tests.corpus.formats import text
from tests.corpus.generate import draft_of, make
from tests.corpus.gold import TABLES
from tests.corpus.invention import Wish, invent
from tests.corpus.layouts import LAYOUTS, SET_ASIDE, Layout
from tests.corpus.likeness import normalised
from tests.corpus.matching import Fact, compare
from tests.corpus.observed import condense
from tests.corpus.passages import compose
from tests.corpus.records import PHASES
from tests.corpus.score import gold_of
from tests.corpus.set_aside import digests, pinned, set_aside
from tests.corpus.writer import available

every_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.name)


def test_the_set_aside_reports_are_the_pinned_ones() -> None:
    assert digests(set_aside()) == pinned()
    assert len({each.name for each in SET_ASIDE}) == 3


@every_layout
def test_every_gold_quote_is_printed(layout: Layout) -> None:
    for number in range(12):
        draft = draft_of(layout, "txt", number, seed=11)
        blocks = [*draft.blocks, *(block for form in draft.attachments for block in form.blocks)]
        printed = normalised(text.render(blocks))
        for table, rows in draft.gold.finished().items():
            for row in rows:
                for column in ("quote", "quote_a", "quote_b", "text"):
                    assert normalised(row.get(column)) in printed, (table, row)


@every_layout
def test_a_planted_fault_has_gold_and_a_clean_report_has_none(layout: Layout) -> None:
    for number in range(8):
        clean = draft_of(layout, "txt", number, seed=12, clean=True).gold.rows["contradictions"]
        assert [row for row in clean if row["optional"] != "1"] == []
        assert make(layout, layout.formats[0], number, 12, clean=True).faults == frozenset()
    if layout.faults and layout.formats[0] != "zip":
        planted = [make(layout, layout.formats[0], number, 12, clean=False) for number in range(8)]
        assert sum(bool(each.gold["contradictions"]) for each in planted) >= 6


def test_a_record_adds_up() -> None:
    for seed in range(60):
        record = invent("x", Random(seed), Wish())
        for phase in PHASES:
            total = getattr(record.total, phase)
            assert total == getattr(record.basic, phase) + getattr(record.project_money, phase)
            assert total == sum(getattr(money, phase) for _, _, money in record.funds)
        assert sum(each.weight for each in record.indicators) == 90
        assert record.score == sum(points for _, _, points in record.components)
        assert all(0 <= each.score <= each.weight for each in record.indicators)


def test_a_template_gives_its_text_and_its_statistics() -> None:
    passage = compose(
        "受理{来访#a|40-40|件}，办结{办结|int(a*0.5)-int(a*0.5)|件}，办结率{办结率|20/a|%|ratio}。", Random(1)
    )
    assert passage.text == "受理40件，办结20件，办结率50.00%。"
    assert [(each.subject, each.value, each.unit, each.quote) for each in passage.statistics] == [
        ("来访", Decimal(40), "件", "受理40件"),
        ("办结", Decimal(20), "件", "办结20件"),
        ("办结率", Decimal("50.00"), "%", "办结率50.00%"),
    ]


@every_layout
def test_every_format_is_written_and_written_alike(layout: Layout) -> None:
    for file_format in layout.formats:
        if file_format in ("doc", "scan") or not available(file_format):
            continue
        first, second = (make(layout, file_format, 1, seed=5) for _ in range(2))
        assert len(first.content) > 300
        assert first.content == second.content, file_format


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_keeps_the_figures(damage: str) -> None:
    layout = LAYOUTS["guangdong_narrative"]
    made = make(layout, "txt", 3, seed=9, damage=damage)
    content = condense(made.content.decode())[0]
    for row in made.gold["spending"]:
        executed = f"{Decimal(row['executed_wan']):.2f}" if row.get("executed_wan") else ""
        assert executed in content


@every_layout
def test_an_excerpt_keeps_the_gold_that_it_prints(layout: Layout) -> None:
    for number in range(4):
        made = make(layout, "txt", number, seed=13, damage="excerpt")
        printed = normalised(made.content.decode().replace("|", " "))
        for row in made.gold["spending"] + made.gold["statistics"]:
            assert normalised(row["quote"]) in printed


def rows_of(gold: dict[str, list[Fact]], table: str) -> list[Fact]:
    """The gold as if it had been extracted."""
    rows = deepcopy(gold[table])
    for row in rows:
        row.pop("optional", None)
    return rows


@pytest.fixture(scope="module")
def golds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[Fact]]]:
    from tests.corpus.generate import save

    folder = tmp_path_factory.mktemp("corpus")
    names = ("guangdong_tables", "ministry_project", "yunnan_accounts")
    save([make(LAYOUTS[name], "txt", number, 3) for name in names for number in range(4)], folder)
    return gold_of(folder / "gold")


@pytest.mark.parametrize("table", [each for each in TABLES if each != "contradictions"])
def test_the_scorer_gives_a_perfect_extraction_one(golds: dict[str, dict[str, list[Fact]]], table: str) -> None:
    for gold in golds.values():
        tally = compare(table, gold[table], rows_of(gold, table))
        assert tally.missed == tally.spurious == tally.differing == []


def test_the_scorer_sees_a_wrong_amount_a_lost_row_and_a_wrong_attribute(
    golds: dict[str, dict[str, list[Fact]]],
) -> None:
    gold = golds["guangdong_tables-000-txt"]
    demanded = [row for row in gold["spending"] if row["optional"] is None]
    wrong = rows_of({"spending": demanded}, "spending")
    wrong[0]["executed"] += 100
    assert len(compare("spending", demanded, wrong).missed) == len(compare("spending", demanded, wrong).spurious) == 1
    assert len(compare("spending", demanded, wrong[1:]).missed) == 1
    odd = rows_of({"spending": demanded}, "spending")
    odd[0]["breakdown"] = "task"
    assert [name for name, *_ in compare("spending", demanded, odd).differing] == ["breakdown"]


def test_the_scorer_counts_a_contradiction_only_when_both_sides_are_told() -> None:
    gold = {"kind": "two_figures", "detail": "", "quote_a": "执行数1234.56万元", "quote_b": "决算支出1300.00万元"}
    both = {"detail": "", "quote_a": "执行数1234.56万元", "quote_b": "决算支出1300万元", "expected_value": None}
    one = {"detail": "1234.56 differs", "quote_a": "执行数1234.56万元", "quote_b": "", "expected_value": None}
    assert compare("contradictions", [gold], [both]).found == 1
    assert compare("contradictions", [gold], [one]).found == 0
