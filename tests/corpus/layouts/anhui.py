"""Anhui: a short report, then a table of criteria 投入 / 过程 / 产出 / 效果 with points, standard and self-score.

Criteria have points in their names or a column, no target and no result. Set aside: not looked at while the extractor
is tuned.
"""

from __future__ import annotations

from decimal import Decimal

from tests.corpus.blocks import Box, Grid, row
from tests.corpus.draft import Draft, line_of
from tests.corpus.layouts.layout import Layout
from tests.corpus.money_parts import change_sentence, nature_sentence, total_sentence
from tests.corpus.result_parts import findings_chapter, headcount_sentence, printed, tell_tasks

CRITERIA = (
    ("投入", "目标设定", "绩效目标合理性", 5, "目标符合法律法规和部门职责，得满分，否则酌情扣分。"),
    ("投入", "目标设定", "绩效指标明确性", 5, "指标清晰、可衡量的得5分，每有一项不明确扣1分。"),
    ("投入", "预算配置", "在职人员控制率", 5, "控制率≤100%的得5分，每超过1个百分点扣0.5分。"),
    ("过程", "预算执行", "预算完成率", 10, "完成率≥95%的得10分，每低1个百分点扣1分，扣完为止。"),
    ("过程", "预算执行", "公用经费控制率", 5, "实际支出不超过预算的得5分。"),
    ("过程", "预算管理", "管理制度健全性", 10, "制度合法、合规、完整的得10分。"),
    ("过程", "预算管理", "资金使用合规性", 10, "发现截留、挪用的不得分。"),
    ("产出", "职责履行", "实际完成率", 15, "完成率×15分。"),
    ("产出", "职责履行", "质量达标率", 15, "达标率×15分。"),
    ("效果", "履职效益", "社会效益", 10, "效益明显的得8—10分，一般的得5—7分。"),
    ("效果", "履职效益", "服务对象满意度", 10, "满意度≥90%的得10分，80%（含）—90%的得8分。"),
)


def compose(draft: Draft) -> None:
    record, habits = draft.record, draft.habits
    draft.title(f"{record.office.name}{record.year}年度{habits.words['titles.report']}")
    draft.chapter(1, "basic")
    headcount_sentence(draft)
    draft.chapter(2, "money")
    total_sentence(draft)
    nature_sentence(draft)
    change_sentence(draft)
    draft.chapter(3, "results")
    tell_tasks(draft, style="run-in")
    draft.heading("四、绩效自评情况")
    text = draft.say(f"对照指标体系逐项评分，自评得分{printed(record.score)}分，评价等级为{record.grade}。")
    draft.gold.report |= {"self_score": record.score, "grade": record.grade}
    draft.gold.add("scores", component="total", score=record.score, grade=record.grade, quote=text)
    findings_chapter(draft, 5, "problem")
    findings_chapter(draft, 6, "action")
    draft.page_break()
    _criteria(draft)


def _criteria(draft: Draft) -> None:
    points = _points(draft)
    named = draft.random.random() < 0.5  # the points of a criterion stand in its name
    subtotals = draft.random.random() < 0.6
    heads = ["一级指标", "二级指标", "三级指标", *([] if named else ["指标分值"]), "评分标准", "自评得分"]
    rows = [row(*heads)]
    marks: list[tuple[str, Decimal, Decimal]] = [("", Decimal(0), Decimal(0))]
    for level1 in dict.fromkeys(each[0] for each in CRITERIA):
        group = [(each, score) for each, score in zip(CRITERIA, points, strict=True) if each[0] == level1]
        full = sum(each[3] for each, _ in group)
        earned = sum((score for _, score in group), Decimal(0))
        for number, ((_, level2, name, most, rule), score) in enumerate(group):
            boxes = [Box(f"{level1}（{full}分）", rows=len(group))] if number == 0 else []
            if number == 0 or group[number - 1][0][1] != level2:
                boxes.append(Box(level2, rows=sum(1 for each, _ in group if each[1] == level2)))
            cells = [f"{name}（{most}分）"] if named else [name, str(most)]
            rows.append([*boxes, *row(*cells, rule, printed(score))])
            marks.append((name, Decimal(most), score))
        if subtotals:
            rows.append(row(Box(f"{level1}小计", columns=len(heads) - 1), printed(earned)))
            marks.append((level1, Decimal(full), earned))
    rows.append(row(Box("合计（100分）", columns=len(heads) - 1), printed(draft.record.score)))
    grid = Grid(rows, "部门整体支出绩效评价指标评分表")
    draft.add(grid)
    for number, (name, most, score) in enumerate(marks[1:], start=1):
        quote = line_of(grid, number)
        is_level = name in ("投入", "过程", "产出", "效果")
        draft.gold.add(
            "scores",
            component=name,
            max_score=None if is_level else most,
            score=score,
            quote=quote,
            optional=None if is_level else "1",
        )
        if not is_level:
            draft.gold.add("indicators", context=grid.caption, name=name, quote=quote, optional="1")
    draft.gold.add(
        "scores",
        component="total",
        max_score=Decimal(100),
        score=draft.record.score,
        quote=line_of(grid, len(rows) - 1),
        optional="1",
    )


def _points(draft: Draft) -> list[Decimal]:
    """Points per criterion that add up to the record's score."""
    left = Decimal(100) - draft.record.score
    points = [Decimal(each[3]) for each in CRITERIA]
    for number in draft.random.sample(range(len(points)), len(points)):
        taken = min(left, points[number] * Decimal("0.4"))
        points[number] -= taken
        left -= taken
    return points


ANHUI = Layout(
    "anhui_criteria", compose, provinces=("安徽省",), kinds=("town", "street", "bureau"), faults=("rate", "parts")
)
