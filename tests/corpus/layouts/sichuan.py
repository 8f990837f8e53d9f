"""Sichuan: sign, value and unit of a target in three columns, codes before names, 总额 with its sources, form's own notes."""

from __future__ import annotations

from decimal import Decimal

from tests.corpus.blocks import Box, Grid, row
from tests.corpus.draft import Draft, line_of
from tests.corpus.layouts.layout import FORM_FORMATS, Layout
from tests.corpus.money_parts import declared_rate, tell_wrong_rate
from tests.corpus.records import PHASES, Indicator, Money
from tests.corpus.result_parts import Shown, indicator_gold, level_names, printed

SIGNS = {">=": "≥", "<=": "≤", "=": "＝"}


def compose(draft: Draft) -> None:
    """部门预算项目支出绩效自评表 of one project."""
    record, habits, random = draft.record, draft.habits, draft.random
    project = record.projects[0]
    money = project.money
    zero = Money(Decimal(0), Decimal(0), Decimal(0))
    rate = declared_rate(draft, money)
    draft.title(f"{record.year}年部门预算项目支出绩效自评表（{record.year}年度）", unit=habits.unit)
    execution = ((money.rate or Decimal(0)) / 10).quantize(Decimal("0.01"))
    sources = [
        ("财政资金", None, money),
        ("财政专户管理资金", "财政专户", zero),
        ("单位资金", None, zero),
        ("其他资金", None, zero),
    ]
    headings = random.choice(
        (
            ("年初预算数", "预算数（调整后）", "预算执行数", "预算执行率", "权重", "得分", "原因"),
            ("年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因"),
        )
    )
    rows = [
        row("项目名称", Box(f"{project.code}-{project.name}", columns=7)),
        row(
            "主管部门",
            Box(record.office.district + "财政局", columns=3),
            "实施单位（公章）",
            Box(record.office.name, columns=3),
        ),
        row(f"项目预算执行情况（{habits.unit}）", *headings),
    ]
    table = [
        row(
            "总额", *(habits.amount(getattr(money, p)) for p in PHASES), habits.rate(rate), "10", printed(execution), ""
        )
    ]
    for number, (name, _, part) in enumerate(sources):
        label = f"其中:{name}" if number == 0 else name
        share = habits.rate(part.rate) if part.rate is not None else random.choice(("/", "0%"))
        table.append(row(label, *(habits.amount(getattr(part, p)) for p in PHASES), share, "/", "/", ""))
    rows += table
    told = project.result.rewritten(habits.say)
    rows.append(row("年度目标完成情况", Box("年初设定目标", columns=4), Box("全年实际完成情况", columns=3)))
    rows.append(row("", Box(project.goal, columns=4), Box(told.text, columns=3)))
    grid = Grid(rows, header_rows=0)
    draft.add(grid)
    if random.random() < 0.4:
        draft.say("填报说明：得分一档最高不能超过该指标分值上限，未完成的应说明原因。")
    draft.register([told])
    quote = line_of(grid, 3)
    draft.spending("总额", money, breakdown="total", rate=rate, quote=quote)
    draft.totals(money, PHASES, rate=rate)
    tell_wrong_rate(draft, money, rate, quote)
    for number, (name, fund, part) in enumerate(sources, start=4):
        quote = line_of(grid, number)
        draft.spending(
            name,
            part,
            breakdown="source",
            fund=fund,
            parent="总额",
            rate=part.rate if part.rate is not None else Decimal(0) if "0%" in quote else None,
            quote=quote,
        )
    _indicators(draft, execution)


def _indicators(draft: Draft, execution: Decimal) -> None:
    record, random = draft.record, draft.random
    order = random.choice(("name sign value unit", "name unit sign value"))
    words = {"sign": "指标性质", "value": "指标值", "unit": "度量单位" if random.random() < 0.7 else "计量单位"}
    middle = order.split()[1:]
    rows = [
        row(
            "一级指标",
            "二级指标",
            "三级指标",
            *(words[each] for each in middle),
            "完成值",
            "权重",
            "得分",
            "未完成原因分析",
        )
    ]
    places = []
    for each in record.indicators:
        level1, level2 = level_names(draft, each)
        cells = _cells(each)
        rows.append(
            row(
                level1,
                level2,
                each.name,
                *(cells[key] for key in middle),
                cells["actual"],
                printed(each.weight),
                printed(each.score),
                each.reason,
            )
        )
        places.append((each, level1, level2))
    score = execution + sum((each.score for each in record.indicators), Decimal(0))
    rows.append(row(Box("合计", columns=7), "100", printed(score), ""))
    grid = Grid(rows)
    draft.add(grid)
    for number, (each, level1, level2) in enumerate(places, start=1):
        factor = Decimal(10000) if each.unit.startswith("万") else Decimal(1)
        unit = each.unit.removeprefix("万") if factor > 1 else each.unit
        if each.target is None:
            shown = Shown(each.target_words or "", each.actual_words or "", "", None, None, "")
        else:
            actual = each.actual or Decimal(0)
            text = f"{SIGNS[each.comparator or '=']}{printed(each.target)}{each.unit}"
            shown = Shown(text, printed(actual), "=", each.target * factor, actual * factor, unit)
        indicator_gold(draft, each, shown, line_of(grid, number), level1=level1, level2=level2)
    draft.gold.report["self_score"] = score
    draft.gold.add("scores", component="total", max_score=Decimal(100), score=score, quote=line_of(grid, len(rows) - 1))


def _cells(indicator: Indicator) -> dict[str, str]:
    if indicator.target is None:
        return {
            "sign": "定性",
            "value": indicator.target_words or "",
            "unit": "",
            "actual": indicator.actual_words or "",
        }
    return {
        "sign": SIGNS[indicator.comparator or "="],
        "value": printed(indicator.target),
        "unit": indicator.unit,
        "actual": printed(indicator.actual or Decimal(0)),
    }


SICHUAN = Layout("sichuan", compose, FORM_FORMATS, ("四川省",), units=("万元", "元"), faults=("rate",))
