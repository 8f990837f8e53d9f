"""County reports in prose: accounts in sentences of many wordings, projects as a list, points part by part.

Also the report in the chapters of Beijing: execution, fulfilment of goals and budget management with points of their own.
"""

from __future__ import annotations

from decimal import Decimal

from tests.corpus.account_parts import (
    by_level,
    criteria,
    items,
    list_projects,
    tell_change,
    tell_money,
    tell_points,
    tell_score,
)
from tests.corpus.draft import Draft
from tests.corpus.layouts.layout import PROSE_FORMATS, Layout
from tests.corpus.result_parts import findings_chapter, headcount_sentence, tell_tasks

TITLES = (
    "部门整体支出绩效评价报告",
    "整体支出绩效自评报告",
    "部门整体支出绩效自评情况报告",
    "年度整体支出绩效评价自评报告",
)
HEADS = {
    "money": (
        "部门收支情况",
        "部门预决算情况",
        "预算及支出情况",
        "部门整体支出规模、使用方向和主要内容",
        "资金收支情况",
    ),
    "basic": ("基本支出情况", "基本支出"),
    "project": ("项目支出情况", "专项支出情况", "项目支出"),
    "three": ("“三公”经费使用和管理情况", "“三公经费”情况", "三公经费支出情况"),
    "results": ("部门整体支出绩效情况", "履职绩效情况", "绩效实现情况"),
    "score": ("自评结论", "评价结论", "综合评价情况及评价结论", "自评得分情况"),
}


def compose_accounts(draft: Draft) -> None:
    """Income, spending, change, three-public money and projects, each in a sentence; then results and points."""
    known = items(draft)
    _title(draft)
    draft.heading("一、部门概况")
    if draft.random.random() < 0.5:
        headcount_sentence(draft)
    draft.say(f"{draft.record.office.short}主要承担辖区内公共服务、社会治理和上级交办的各项工作。")
    draft.heading(f"二、{draft.random.choice(HEADS['money'])}")
    groups = ["income", "spending"] if draft.random.random() < 0.5 else ["budget", "spending"]
    for group in groups:
        tell_money(draft, group, known, again=True)
    if draft.random.random() < 0.6:
        tell_change(draft)
    for number, group in enumerate(("basic", "project"), start=1):
        draft.heading(f"（{'一二'[number - 1]}）{draft.random.choice(HEADS[group])}", 2)
        tell_money(draft, group, known, again=True)
    if draft.random.random() < 0.6:
        list_projects(draft)
    draft.heading(f"（三）{draft.random.choice(HEADS['three'])}", 2)
    tell_money(draft, "three_public", known)
    draft.heading(f"三、{draft.random.choice(HEADS['results'])}")
    tell_tasks(draft, style=draft.random.choice(("run-in", "bare")))
    draft.heading(f"四、{draft.random.choice(HEADS['score'])}")
    if draft.random.random() < 0.6:
        tell_points(draft, draft.record.components)
    tell_score(draft, draft.record.score)
    _findings(draft)


def compose_chapters(draft: Draft) -> None:
    """The evaluation report in three assessed chapters, points out of 20, 60 and 20, and their sum."""
    record = draft.record
    known = items(draft)
    draft.title(f"{record.office.name}{record.year}年度部门整体绩效评价报告", unit=draft.habits.unit)
    draft.heading("一、部门概况")
    draft.heading("（一）机构设置及职责工作任务情况", 2)
    draft.say("贯彻落实国家有关方针政策，负责职责范围内的公共服务与行政管理。")
    draft.heading("二、当年预算执行情况")
    tell_money(draft, "budget", known)
    draft.heading("三、整体绩效目标实现情况")
    tell_tasks(draft, style="run-in")
    draft.heading("四、预算管理情况分析")
    draft.say("单位财务管理制度健全，资产管理规范，绩效管理按要求开展。")
    draft.heading("五、总体评价结论")
    draft.heading("（一）评价得分情况", 2)
    tell_score(draft, _beijing_points(draft))
    findings_chapter(draft, 6, "problem", style="numbered")
    findings_chapter(draft, 7, "action", style="paragraphs")


def _beijing_points(draft: Draft) -> Decimal:
    """Points of the three chapters, told in one sentence or one by one; returns their sum."""
    record = draft.record
    earned = sum((each.score for each in record.indicators), Decimal(0))
    parts = [
        ("当年预算执行情况", Decimal(20), ((record.total.rate or Decimal(0)) / 5).quantize(Decimal("0.01"))),
        ("整体绩效目标实现情况", Decimal(60), (earned / 90 * 60).quantize(Decimal("0.01"))),
        ("预算管理情况", Decimal(20), Decimal(draft.random.choice(("19", "19.5", "20", "18.5")))),
    ]
    tell_points(draft, parts)
    return sum((points for *_, points in parts), Decimal(0))


def compose_assessed(draft: Draft) -> None:
    """A short report: budget sentence, points of four fields in prose, no table."""
    known = items(draft)
    _title(draft)
    draft.heading("一、基本情况")
    tell_money(draft, "budget", known)
    draft.heading("二、绩效自评工作开展情况")
    draft.say("成立自评工作小组，按照财政部门下发的指标体系逐项对照、查阅资料并打分。")
    draft.heading("三、绩效目标完成情况")
    tell_tasks(draft, style=draft.random.choice(("run-in", "bare")))
    draft.heading("四、自评情况")
    lines = criteria(draft)
    tell_points(draft, by_level(lines))
    tell_score(draft, sum((each.points for each in lines), Decimal(0)))
    _findings(draft)


def _title(draft: Draft) -> None:
    record, words = draft.record, draft.random.choice(TITLES)
    draft.title(
        draft.random.choice(
            (
                f"{record.year}年度{record.office.name}{words}",
                f"{record.office.name}关于{record.year}年度{words.removeprefix('年度')}",
                f"{record.office.name}\n{record.year}年{words.removeprefix('年度')}",
            )
        ),
        unit=draft.habits.unit,
    )


def _findings(draft: Draft) -> None:
    findings_chapter(draft, 5, "problem")
    findings_chapter(draft, 6, "action")


COUNTY = (
    Layout("county_accounts", compose_accounts, PROSE_FORMATS, units=("万元", "万元", "元")),
    Layout("chapters_scored", compose_chapters, PROSE_FORMATS, units=("万元",), decimals=6, kinds=("bureau", "street")),
    Layout("points_in_prose", compose_assessed, PROSE_FORMATS, units=("万元", "元")),
)
