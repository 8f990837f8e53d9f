"""A project's form in a report of more: its points are the project's, and the report has no total from it."""

from __future__ import annotations

from decimal import Decimal

from orchestration.extraction import extract_report

MONEY = "项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t得分\n年度资金总额\t0\t386.2\t379.42\t10\t9.8\n"
INDICATORS = (
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    "产出指标\t数量指标\t整治背街小巷条数\t9条\t9条\t50\t50\n满意度指标\t服务对象满意度\t居民满意度\t≥90%\t92%\t40\t34.2\n总分\t\t\t\t\t100\t94\n"
)


def _scores(text: str) -> list[tuple[str, Decimal | None]]:
    rows = extract_report(text.encode(), "report.txt").scores
    return [(row.component, row.score) for row in rows if row.score and row.score > 90]


def test_the_second_table_of_a_form_is_of_the_same_project() -> None:
    head = "样县云溪镇人民政府2023年度部门决算\n\n一、绩效评价工作开展情况\n我镇对项目支出开展了绩效自评。\n二、项目支出绩效自评表\n"
    text = f"{head}项目名称\t背街小巷整治\t主管部门\t样县云溪镇人民政府\n{MONEY}\n附注见下表\n\n{INDICATORS}"
    assert _scores(text) == [("背街小巷整治", Decimal(94))]


def test_a_label_whose_cells_run_on_names_the_project() -> None:
    head = "样县云溪镇人民政府2023年度部门决算\n\n一、绩效评价工作开展情况\n我镇对项目支出开展了绩效自评。\n二、项目支出绩效自评表\n"
    text = f"{head}项目名称背街小巷整治主管部门样县云溪镇人民政府实施单位城建办\n{MONEY}{INDICATORS}"
    assert _scores(text) == [("背街小巷整治", Decimal(94))]


def test_one_form_beside_several_projects_is_not_the_report() -> None:
    text = (
        "样县交通运输局2023年度预算项目绩效自评报告\n\n一、完成情况\n2023年我局共有预算项目2个，预算金额486.2万元，支出479.42万元。\n"
        "1、农村公路养护：预算100万元，支出100万元。自评得分97分。\n2、背街小巷整治：预算386.2万元，支出379.42万元。自评得分94分。\n"
        f"二、附件：项目支出绩效自评表\n项目名称\t背街小巷整治\n{MONEY}{INDICATORS}"
    )
    report = extract_report(text.encode(), "report.txt")
    assert report.headers[0].subject_name is None
    assert sorted(_scores(text)) == [("农村公路养护", Decimal(97)), ("背街小巷整治", Decimal(94))]


def test_the_only_form_of_a_report_on_one_project_is_the_report() -> None:
    text = f"样县城管局2023年度背街小巷整治项目支出绩效自评表\n\n项目名称\t背街小巷整治\n{MONEY}{INDICATORS}"
    assert _scores(text) == [("total", Decimal(94))]
