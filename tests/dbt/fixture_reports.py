"""Invented reports for the dbt tests: each draft plants what one test asks about. Amounts are yuan in the facts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from fixture_tree import Draft

D = Decimal


def wan(amount: str | None) -> Decimal | None:
    """万元 as printed → yuan."""
    return None if amount is None else D(amount.replace(",", "")) * 10000


def header(draft: Draft, office: str, year: int, **columns: Any) -> None:
    """The title line and the header row of a report."""
    defaults = {"report_kind": "report", "subject_kind": "department", "declared_amount_unit": "万元"}
    title = f"{year}年度{office}部门整体支出绩效自评报告"
    draft.fact("headers", title, title=title, office_name=office, budget_year=year, **{**defaults, **columns})


def money(draft: Draft, item: str, breakdown: str, *, approved: str | None = None, adjusted: str | None = None,
          executed: str | None = None, rate: str | None = None, quote: str | None = None, **columns: Any) -> None:
    """One row of money in 万元, as a table row or in the given sentence."""
    figures = {"approved": approved, "adjusted": adjusted, "executed": executed}
    cells = [figure for figure in (*figures.values(), f"{rate}%" if rate else None) if figure]
    amounts = {f"{phase}_amount": wan(figure) for phase, figure in figures.items()}
    texts = {f"{phase}_text": figure for phase, figure in figures.items()}
    printed = {f"{phase}_amount": figure for phase, figure in figures.items() if figure}
    if rate:
        printed["declared_rate_pct"] = f"{rate}%"
    draft.fact(
        "spending", quote or "\t".join([item, *cells]), item_name=item, breakdown=breakdown, amount_unit="万元",
        declared_rate_pct=D(rate) if rate else None, printed=printed,
        **{"direction": "expenditure", **amounts, **texts, **columns},
    )


def statistic(draft: Draft, subject: str, value: str, unit: str, quote: str, span: tuple[int, int] | None = None,
              **columns: Any) -> None:
    """One quantity of prose."""
    row = {"subject": subject, "value": D(value), "value_text": value, "unit": unit, "comparator": "=", **columns}
    if span is None:
        draft.fact("statistics", quote, **row)
    else:
        draft.fact_at("statistics", quote, span, **row)


def indicator(draft: Draft, name: str, target: str, actual: str, **columns: Any) -> None:
    """One indicator row: `≥100场`-like texts are given parsed by the caller through columns."""
    draft.fact(
        "indicators", "\t".join(filter(None, [name, target, actual, columns.get("declared_status")])),
        indicator_name=name, target_text=target, actual_text=actual,
        **{"context": "部门年度绩效指标", "table_seq": 0, **columns},
    )


def street_report() -> Draft:
    """A clean sub-district report: funds, natures, tasks, indicators, score, all in accord."""
    draft = Draft("raw/street-2022.txt")
    header(draft, "广州市白云区人民政府同德街道办事处", 2022)
    draft.mention("广州市", "city", 9)
    draft.mention("白云区", "county", 7)
    money(draft, "部门整体支出", "total", approved="900.00", adjusted="1,000.00", executed="950.00", rate="95.0",
          quote="年初预算 900.00 万元，全年预算数 1,000.00 万元，执行数 950.00 万元，完成预算的 95.0%。")
    money(draft, "一般公共预算", "fund", adjusted="700.00", executed="650.00", fund_key="general_public_budget",
          table_seq=0)
    money(draft, "政府性基金", "fund", adjusted="300.00", executed="300.00", fund_key="government_fund_budget",
          table_seq=0)
    money(draft, "基本支出", "nature", executed="400.00", quote="其中基本支出 400.00 万元。")
    money(draft, "基本支出", "nature", approved="380.00", adjusted="420.00", executed="400.00", table_seq=1)
    money(draft, "项目支出", "nature", approved="520.00", adjusted="580.00", executed="550.00", table_seq=1)
    indicator(draft, "开展讲座次数", "≥100场", "134场", target_comparator=">=", target_value=D(100), target_unit="场",
              actual_comparator="=", actual_value=D(134), actual_unit="场", declared_status="已完成", level1="产出指标",
              level2="数量指标", weight=D(10), declared_score=D(10))
    indicator(draft, "群众投诉率", "≤5%", "6%", target_comparator="<=", target_value=D(5), target_unit="%",
              actual_comparator="=", actual_value=D(6), actual_unit="%", level1="满意度指标", weight=D(10),
              declared_score=D(8), deviation_reason_text="夜间施工较多")
    draft.fact("scores", "自评得分95.5分，等级为优", component="total", score=D("95.5"), grade="优",
               printed={"score": "95.5"})
    span = draft.say("街道综治中心调解纠纷 200 宗，成功 190 宗，成功率达 95.0%。")
    quote = draft.text[span[0]:span[1]]
    statistic(draft, "调解纠纷", "200", "宗", quote, span)
    statistic(draft, "调解成功", "190", "宗", quote, span)
    statistic(draft, "调解成功率", "95.0", "%", quote, span)
    statistic(draft, "调解纠纷", "200", "宗", "全年共调解纠纷 200 宗。")
    draft.fact("tasks", "一是抓好垃圾分类", task_seq=1, task_name="抓好垃圾分类", task_stage="plan")
    draft.fact("findings", "一是预算编制不够细", finding_kind="problem", finding_seq="1", finding_text="预算编制不够细")
    return draft


def faulty_report() -> Draft:
    """A sub-district report with one planted fault per rule that a single report can break."""
    draft = Draft("raw/faulty-2022.txt")
    header(draft, "花都区新华街道办事处", 2022)
    draft.mention("广州市", "city", 3)
    money(draft, "部门整体支出", "total", approved="1,200.00", adjusted="1,000.00", executed="900.00", rate="95.00",
          quote="年初预算 1,200.00 万元，全年预算数 1,000.00 万元，执行数 900.00 万元，完成预算的 95.00%。")
    money(draft, "决算支出", "total", executed="920.00", quote="决算支出 920.00 万元。")
    draft.fact("spending", "年度预算调整数\t200.00\t预算调整率\t18.00%", item_name="年度预算调整数",
               breakdown="budget_adjustment", direction="expenditure", change_amount=wan("200.00"),
               declared_rate_pct=D(18), amount_unit="万元")
    money(draft, "一般公共预算", "fund", executed="600.00", fund_key="general_public_budget", table_seq=0)
    money(draft, "政府性基金", "fund", executed="250.00", fund_key="government_fund_budget", table_seq=0)
    money(draft, "绿化养护经费", "task", adjusted="50.00", executed="50.00", table_seq=1)
    money(draft, "绿化养护经费（城管）", "project", adjusted="50.00", executed="50.00", table_seq=2)
    indicator(draft, "走访困难家庭户数", "≥500户", "208户", target_comparator=">=", target_value=D(500), target_unit="户",
              actual_comparator="=", actual_value=D(208), actual_unit="户", declared_status="已完成")
    for _ in range(2):
        indicator(draft, "开展应急演练次数", "4次", "4次", target_comparator="=", target_value=D(4), target_unit="次",
                  actual_comparator="=", actual_value=D(4), actual_unit="次", declared_status="已完成")
    indicator(draft, "道路保洁覆盖率", "100%", "90%", target_comparator="=", target_value=D(100), target_unit="%",
              actual_comparator="=", actual_value=D(90), actual_unit="%", declared_completion_pct=D(95), weight=D(10),
              declared_score=D(10))
    indicator(draft, "水质检测次数", "100%", "12次", target_comparator="=", target_value=D(100), target_unit="%",
              actual_comparator="=", actual_value=D(12), actual_unit="次")
    indicator(draft, "居民防疫知晓率", "100%", "100%", target_comparator="=", target_value=D(100), target_unit="%",
              actual_comparator="=", actual_value=D(100), actual_unit="%", declared_status="已完成")
    indicator(draft, "居民防疫知晓率", "100%", "居民知晓情况良好", target_comparator="=", target_value=D(100),
              target_unit="%", declared_completion_pct=D(100), context="防疫项目指标", table_seq=3)
    draft.fact("scores", "履职效能\t50\t45", component="履职效能", max_score=D(50), score=D(45))
    draft.fact("scores", "管理效率\t50\t52", component="管理效率", max_score=D(50), score=D(52))
    draft.fact("scores", "总分\t100\t85\t优", component="total", max_score=D(100), score=D(85), grade="优")
    span = draft.say("网格事件上报 1000 宗，办结 900 宗，办结率 95.50%。")
    quote = draft.text[span[0]:span[1]]
    statistic(draft, "网格事件上报", "1000", "宗", quote, span)
    statistic(draft, "网格事件办结", "900", "宗", quote, span)
    statistic(draft, "网格事件办结率", "95.50", "%", quote, span)
    span = draft.say("督导检查发现问题 4 个，整改问题 16 个。")
    quote = draft.text[span[0]:span[1]]
    statistic(draft, "发现问题", "4", "个", quote, span)
    statistic(draft, "整改问题", "16", "个", quote, span)
    statistic(draft, "长者配餐服务", "209853", "人次", "为长者提供配餐服务209853人次")
    draft.say("以下是各项工作的成效，详见附表，均已按年初部署逐项落实到位，现将有关情况一并说明。")
    statistic(draft, "长者配餐服务", "210000", "人次", "全年长者配餐服务21万余人次", comparator="~", value_text="21万余")
    statistic(draft, "核酸检测", "35600", "人次", "累计检测约3.560万人次", value_text="3.560万")
    draft.say("以下是防疫工作的成效，详见附表，均已按年初部署逐项落实到位，现将有关情况一并说明。")
    statistic(draft, "核酸检测", "35600000", "人次", "全年累计检测约3,560万人次", value_text="3,560万")
    statistic(draft, "下沉党员", "9000", "名", "发动9.000多名党员下沉一线", value_text="9.000多")
    draft.say("本街道下属 4 个事业单位。")
    draft.say("本次自评含下属单位 5 个。")
    draft.say("全年共设置三级绩效指标 8 个。")
    return draft


def reissued_report() -> list[Draft]:
    """A town's report, its correction with one changed figure, and the form that belongs to both."""
    drafts = []
    for version, (path, executed) in enumerate([("raw/town.txt", "80.00"), ("raw/town-corrected.txt", "85.00")]):
        draft = Draft(path)
        header(draft, "吴川市长岐镇人民政府", 2022, is_reissue=version == 1)
        rate = "80.00" if version == 0 else "85.00"
        money(draft, "部门整体支出", "total", adjusted="100.00", executed=executed, rate=rate)
        indicator(draft, "修缮道路里程", "≥3公里", "3.5公里", target_comparator=">=", target_value=D(3),
                  target_unit="公里", actual_comparator="=", actual_value=D("3.5"), actual_unit="公里")
        drafts.append(draft)
    form = Draft("raw/town-form.xlsx")
    header(form, "吴川市长岐镇人民政府", 2022, report_kind="form", scope="consolidated")
    money(form, "年度资金总额", "total", adjusted="100.00", executed="85.00", rate="85.00")
    indicator(form, "修缮道路里程", "≥3公里", "3.5公里", target_comparator=">=", target_value=D(3), target_unit="公里",
              actual_comparator="=", actual_value=D("3.5"), actual_unit="公里", weight=D(10), declared_score=D(9))
    return [*drafts, form]


def ambiguous_report() -> Draft:
    """An office of a name that three cities have, and nothing that tells which."""
    draft = Draft("raw/ambiguous.txt")
    header(draft, "云城街道办事处", 2021)
    money(draft, "部门整体支出", "total", adjusted="10.00", executed="10.00", rate="100.0")
    return draft


def context_report() -> Draft:
    """The same name, in a document that speaks of one city and county."""
    draft = Draft("raw/context.txt")
    header(draft, "云城街道办事处", 2022)
    draft.mention("广州市", "city", 4)
    draft.mention("白云区", "county", 5)
    draft.mention("贵阳市", "city", 1)
    return draft


def bureau_report() -> list[Draft]:
    """A county bureau with a budget code before its name, in two years, and one of a name in speech."""
    drafts = []
    for year, executed, change in [(2021, "500.00", None), (2022, "600.00", "120.00")]:
        draft = Draft(f"raw/bureau-{year}.txt")
        header(draft, "[155]濉溪县民政局", year)
        span = draft.say(f"全年支出 {executed} 万元，比上年增加 {change} 万元。")
        quote = draft.text[span[0]:span[1]]
        row = {"direction": "expenditure", "amount_unit": "万元"}
        draft.fact_at("spending", quote, span, item_name="支出", breakdown="total", executed_amount=wan(executed),
                      executed_text=executed, **row)
        if change:
            draft.fact_at("spending", quote, span, item_name="支出比上年增加", breakdown="prior_year_change",
                          change_amount=wan(change), **row)
        drafts.append(draft)
    short = Draft("raw/federation.txt")
    header(short, "区残联", 2022)
    short.mention("番禺区", "county", 6)
    short.mention("广州市", "city", 3)
    return [*drafts, short]
