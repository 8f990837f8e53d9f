"""Reports on several projects: what stands in the chapter of one is its money and its points, not the office's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from orchestration.records import ReportRecord

HEAD = "青禾县文旅局2023年度项目支出绩效自评情况\n\n"
CHAPTERS = {
    "numbered": ("一、古桥照明维护项目", "二、书屋更新补助项目"),
    "counted": ("项目一：古桥照明维护", "项目二：书屋更新补助"),
    "bracketed": ("【项目名称】古桥照明维护", "【项目名称】书屋更新补助"),
    "lettered": ("A.古桥照明维护", "B.书屋更新补助"),
}


def _report(first: str, second: str) -> ReportRecord:
    text = (
        f"{HEAD}{first}\n该项目预算数260万元，执行数258.7万元，执行率99.5%。项目自评得分99分。\n"
        f"{second}\n预算90万元，支出63万元，执行率70%。项目自评得分88.5分。\n"
        "三、总体情况\n上述项目预算合计350万元，支出合计321.7万元。\n"
    )
    return extract_report(text.encode(), "report.txt")


@pytest.mark.parametrize("kind", CHAPTERS)
def test_money_and_points_are_of_the_project_that_the_heading_names(kind: str) -> None:
    report = _report(*CHAPTERS[kind])
    rows = [(row.item_name.removesuffix("项目"), row.breakdown, row.executed_amount) for row in report.spending]
    assert rows[:2] == [
        ("古桥照明维护", "project", Decimal("2587000.0")),
        ("书屋更新补助", "project", Decimal("630000")),
    ]
    assert rows[2][1:] == ("total", Decimal("3217000.0"))
    assert [(row.component.removesuffix("项目"), row.score) for row in report.scores] == [
        ("古桥照明维护", Decimal(99)),
        ("书屋更新补助", Decimal("88.5")),
    ]


def test_one_such_heading_alone_names_no_project() -> None:
    report = extract_report(
        f"{HEAD}一、古桥照明维护项目\n年初预算260万元，全年支出258.7万元，执行率99.5%。\n".encode(), "report.txt"
    )
    assert [row.breakdown for row in report.spending] == ["total"]


def test_the_form_in_a_projects_chapter_is_of_the_project() -> None:
    form = "项目资金（万元）\t全年预算数\t全年执行数\t执行率\n年度资金总额\t{0}\t{1}\t{2}\n其中：县级资金\t{0}\t{1}\t{2}\n总分\t100\t{3}\n"
    text = (
        f"{HEAD}项目一：古桥照明维护\n{form.format('260', '258.7', '99.5%', '99')}\n"
        f"项目二：书屋更新补助\n{form.format('90', '63', '70%', '88.5')}"
    )
    report = extract_report(text.encode(), "report.txt")
    assert [(row.item_name, row.breakdown) for row in report.spending if row.parent_item_name is None] == [
        ("古桥照明维护", "project"),
        ("书屋更新补助", "project"),
    ]
    assert "total" not in {row.component for row in report.scores}


def test_lines_of_project_names_head_what_follows_them() -> None:
    text = "\n".join(
        f"【项目{number}】\n项目名称：{name}\n预算数：{budget}万元  执行数：{budget}万元  执行率：100%\n自评得分：{score}分\n"
        for number, name, budget, score in (("一", "图书馆免费开放", 50, 96), ("二", "戏曲进乡村", 45, 99))
    )
    report = extract_report(f"青禾县文旅局2024年度重点项目绩效自评公示\n\n{text}".encode(), "report.txt")
    assert [(row.item_name, row.breakdown) for row in report.spending] == [("图书馆免费开放", "project"), ("戏曲进乡村", "project")]
    assert [(row.component, row.score) for row in report.scores] == [("图书馆免费开放", 96), ("戏曲进乡村", 99)]


def test_one_heading_that_says_itself_that_it_is_of_a_project_is_enough() -> None:
    text = (
        "青禾县文旅局2023年度部门整体支出绩效自评报告\n一、部门概况\n承担文化工作。\n二、资金情况\n全年预算数500万元，支出480万元。\n"
        "三、项目绩效情况——古桥照明维护项目\n该项目调整后预算260万元，实际支出247万元，执行率95%。\n四、存在问题\n1.进度偏慢。\n"
    )
    rows = [(row.item_name, row.breakdown, row.executed_amount) for row in extract_report(text.encode(), "report.txt").spending]
    assert rows[1:] == [("古桥照明维护项目", "project", Decimal("2470000"))]
    assert rows[0][1:] == ("total", Decimal("4800000"))


def test_a_chapter_among_those_of_projects_is_one_s_though_only_it_tells_points() -> None:
    text = (
        "# 青禾县城管局2022年度项目支出绩效自评情况\n\n## 1 总体情况\n\n3个项目全年预算合计386万元，实际支出310.56万元，总体执行率80.5%。\n\n"
        "## 2 分项目情况\n\n|项目名称|全年预算数（万元）|全年执行数（万元）|执行率|\n|---|---|---|---|\n"
        "|清扫保洁|286|286|100%|\n|雨污分流改造|100|24.56|24.56%|\n|合计|386|310.56|80.46%|\n\n"
        "### 2.1 清扫保洁项目\n\n日产日清。\n\n### 2.2 雨污分流改造项目\n\n2个小区顺延，项目自评得分88分。\n"
    )
    report = extract_report(text.encode(), "report.md")
    assert [(row.component, row.score) for row in report.scores] == [("雨污分流改造项目", Decimal(88))]
    totals = [(row.item_name, row.executed_amount) for row in report.spending if row.breakdown == "total"]
    assert [amount for _, amount in totals] == [Decimal("3105600.00"), Decimal("3105600.00")]
