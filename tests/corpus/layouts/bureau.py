"""A bureau's short prose report, as excerpts show it: little structure, figures in sentences, appropriations of transfers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.corpus.draft import Draft
from tests.corpus.layouts.layout import Layout
from tests.corpus.result_parts import findings, printed

OPENINGS = (
    "根据《关于开展{year}年度预算绩效自评工作的通知》（财绩〔{next}〕{number}号）要求，我单位认真组织自评，现将有关情况报告如下。",
    "按照县财政局统一安排，我单位对{year}年度项目资金开展了绩效自评。",
    "为加强财政资金管理，现将{year}年度资金使用及绩效情况报告如下：",
)
MONEY = (
    "{year}年下达项目资金{adj}，截至年底实际支出{exe}，预算执行率{rate}%。",
    "项目资金共{adj}，已完成拨付{exe}，资金使用率{rate}%。",
    "{year}年项目预算安排{adj}，资金全部到位，实际支付{exe}，支付率为{rate}%。",
    "{year}年度下达预算指标{adj}，实际发放{exe}，支出率{rate}%。",
    "项目计划投资{adj}，到位资金{adj}，累计支出{exe}，资金拨付进度{rate}%。",
    "全年批复资金总额为{adj}，实际执行{exe}，执行率为{rate} %。",
)


def compose(draft: Draft) -> None:
    """资金绩效自评报告 of one project in prose."""
    record, habits, random = draft.record, draft.habits, draft.random
    project = record.projects[0]
    if random.random() < 0.5:
        draft.furniture(
            f"发布时间：{record.year + 1}-03-{random.randint(10, 28)}　来源：{record.office.short}　字体：大 中 小"
        )
    title = f"{record.office.name}{record.year}年{project.name}资金绩效自评报告"
    draft.title(title, unit=habits.unit)
    draft.say(random.choice(OPENINGS).format(year=record.year, next=record.year + 1, number=random.randint(3, 60)))
    numbered = random.choice(("一、{0}", "（一）{0}", "1.{0}"))
    marks = {"一": "二三四五六", "（": "二三四五六", "1": "23456"}[numbered[0]]

    def head(k: int, text: str) -> None:
        first = numbered.format(text)
        mark = marks[k - 1] if k else None
        draft.heading(first.replace("一" if "一" in numbered else "1", mark, 1) if mark else first)

    head(0, "绩效目标情况")
    draft.say(project.goal)
    head(1, random.choice(("资金投入和使用情况", "项目资金情况", "资金到位及执行情况")))
    _money(draft)
    head(2, random.choice(("绩效目标完成情况分析", "绩效指标完成情况", "项目实施成效")))
    for task in record.tasks[:2]:
        draft.tell(task.passages)
    head(3, "存在问题及改进措施")
    findings(draft, "problem", record.problems[:2], style="inline", lead=random.choice(("", "主要问题：")))
    findings(
        draft, "action", record.actions[:2], style="inline", lead=random.choice(("下一步改进措施：", "改进措施："))
    )
    head(4, "自评结论")
    text = draft.say(random.choice(("自评得分{0}分。", "综上，项目自评得分为{0}分。")).format(printed(record.score)))
    draft.gold.report["self_score"] = record.score
    draft.gold.add("scores", component="total", score=record.score, quote=text)


def _money(draft: Draft) -> None:
    record, habits, random = draft.record, draft.habits, draft.random
    project = record.projects[0]
    money = replace(project.money, approved=project.money.adjusted)
    rate = money.rate or Decimal(0)
    declared = rate - Decimal("12.5") if draft.faulty("rate") else rate
    template = random.choice(MONEY)
    text = draft.say(
        template.format(
            year=record.year, adj=habits.money(money.adjusted), exe=habits.money(money.executed), rate=declared
        )
    )
    draft.spending(project.name, money, phases=("adjusted", "executed"), breakdown="total", rate=declared, quote=text)
    draft.totals(money, ("adjusted", "executed"), rate=declared)
    if declared != rate:
        detail = f"rate declared {declared}%, computed {rate}%"
        draft.contradiction("declared_vs_computed", detail, f"{declared}%", text)


BUREAU = Layout("bureau_prose", compose, kinds=("bureau", "town"), faults=("rate",))
