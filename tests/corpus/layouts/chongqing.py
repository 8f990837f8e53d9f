"""Chongqing: one form with 执行率权重 and 执行率得分, and indicators whose sign and unit have columns of their own.

Set aside: not looked at while the extractor is tuned.
"""

from __future__ import annotations

from decimal import Decimal

from tests.corpus.blocks import Box, Grid, row
from tests.corpus.draft import Draft, line_of
from tests.corpus.layouts.layout import FORM_FORMATS, Layout
from tests.corpus.money_parts import declared_rate, tell_wrong_rate
from tests.corpus.passages import Passage
from tests.corpus.records import PHASES, Indicator
from tests.corpus.result_parts import Shown, findings_chapter, indicator_gold, printed

SIGN_WORDS = {">=": "≥", "<=": "≤", "=": "＝"}


def compose(draft: Draft) -> None:
    record, habits = draft.record, draft.habits
    draft.title(f"{record.year}年度部门整体绩效自评表", unit=habits.unit)
    _head(draft)
    _indicators(draft)
    if draft.random.random() < 0.6:
        findings_chapter(draft, 1, "problem")
        findings_chapter(draft, 2, "action")


def _head(draft: Draft) -> None:
    record, habits = draft.record, draft.habits
    total = record.total
    rate = declared_rate(draft, total)
    goal = "".join(task.goal for task in record.tasks)
    told = [passage.rewritten(habits.say) for task in record.tasks for passage in task.passages]
    done = "".join(passage.text for passage in told)
    rows = [
        row(
            "部门（单位）名称",
            Box(record.office.name, columns=3),
            "自评总分（分）",
            Box(printed(record.score), columns=2),
        ),
        row(
            Box(f"部门整体资金（{habits.unit}）", rows=2),
            "年初预算数",
            "全年（调整）预算数",
            "全年执行数",
            "执行率（%）",
            "执行率权重（分）",
            "执行率得分（分）",
        ),
        row(*(habits.amount(getattr(total, p)) for p in PHASES), str(rate), "10", printed(record.execution_score)),
        row(
            Box("当年整体绩效目标", rows=2),
            Box("年初绩效目标", columns=2),
            Box("全年（调整）绩效目标", columns=2),
            Box("全年目标实际完成情况", columns=2),
        ),
        row(Box(goal, columns=2), Box("", columns=2), Box(done, columns=2)),
    ]
    grid = Grid(rows, header_rows=0, unit_note=None)
    draft.add(grid)
    quote = line_of(grid, 2)
    draft.spending("部门整体资金", total, breakdown="total", rate=rate, quote=quote)
    draft.totals(total, PHASES, rate=rate)
    tell_wrong_rate(draft, total, rate, quote)
    draft.gold.report["self_score"] = record.score
    draft.gold.add("scores", component="total", score=record.score, quote=line_of(grid, 0))
    draft.gold.add(
        "scores", component="执行率", max_score=Decimal(10), score=record.execution_score, quote=quote, optional="1"
    )
    draft.register([Passage(each.text, each.statistics) for each in told])


def _indicators(draft: Draft) -> None:
    chosen = list(draft.record.indicators)
    twice = draft.faulty("duplicate_row")
    if twice:
        chosen.insert(1, chosen[0])
    rows = [
        row(
            "指标名称",
            "计量单位",
            "指标性质",
            "年初指标值",
            "调整指标值",
            "全年完成值",
            "得分系数（%）",
            "指标权重（分）",
            "指标得分（分）",
            "说明",
        )
    ]
    for each in chosen:
        rows.append(row(each.name, *_cells(each), _share(each), printed(each.weight), printed(each.score), each.reason))
    grid = Grid(rows, "绩效指标", header_rows=1)
    draft.add(grid)
    for number, each in enumerate(chosen, start=1):
        unit = each.unit.removeprefix("万")
        factor = Decimal(10000) if each.unit.startswith("万") else Decimal(1)
        if each.target is None:
            shown = Shown(each.target_words or "", each.actual_words or "", "", None, None, "")
        else:
            shown = Shown(
                f"{SIGN_WORDS[each.comparator or '=']}{printed(each.target)}{each.unit}",
                printed(each.actual or Decimal(0)),
                "=",
                each.target * factor,
                (each.actual or Decimal(0)) * factor,
                unit,
            )
        indicator_gold(draft, each, shown, line_of(grid, number))
    if twice:
        draft.contradiction("duplicate_row", "indicator row repeated", line_of(grid, 1), line_of(grid, 1))


def _cells(indicator: Indicator) -> list[str]:
    """Unit, sign, target, adjusted target (mostly empty), actual."""
    if indicator.target is None:
        return ["无", "定性", indicator.target_words or "", "", indicator.actual_words or ""]
    return [
        indicator.unit,
        SIGN_WORDS[indicator.comparator or "="],
        printed(indicator.target),
        "",
        printed(indicator.actual or Decimal(0)),
    ]


def _share(indicator: Indicator) -> str:
    return printed((indicator.score / indicator.weight * 100).quantize(Decimal("0.01")))


CHONGQING = Layout(
    "chongqing_form", compose, FORM_FORMATS, ("重庆市",), units=("万元", "元"), faults=("rate", "duplicate_row")
)
