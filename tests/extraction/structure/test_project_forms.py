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


def test_the_code_of_a_project_is_no_part_of_its_name() -> None:
    head = "样县云溪镇人民政府2023年度部门决算\n\n一、绩效评价工作开展情况\n我镇对项目支出开展了绩效自评。\n二、项目支出绩效自评表\n"
    text = f"{head}项目名称\t41010523T000000012345-背街小巷整治\t主管部门\t样县云溪镇人民政府\n{MONEY}\n附注见下表\n\n{INDICATORS}"
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


ACCOUNTS = (
    "七、预算绩效情况说明\n（一）绩效管理工作开展情况\n我局组织对部门预算项目支出开展绩效自评。\n"
    "（二）部门决算中项目绩效自评结果\n我局在部门决算中反映“背街小巷整治”项目绩效自评结果。\n"
)


def test_the_chapter_on_performance_of_accounts_is_an_office_s() -> None:
    text = f"{ACCOUNTS}“背街小巷整治”项目支出绩效自评表\n主管部门：样县城管局 实施单位：样县环卫服务站\n{MONEY}{INDICATORS}"
    report = extract_report(text.encode(), "report.txt")
    header = report.headers[0]
    assert (header.subject_kind, header.office_name) == ("department", "样县城管局")
    assert [(row.item_name, row.breakdown) for row in report.spending] == [("背街小巷整治", "project")]
    assert _scores(text) == [("背街小巷整治", Decimal(94))]


LABELS_UNDER_PHASES = (
    "项目名称\t河道清淤\t\t实施（主管）单位\t样县水务局\t\t\n预算安排情况（调整后）\t\t资金到位情况\t\t资金执行情况\t\t预算执行进度\n"
    "预算数\t86.5\t到位数\t86.5\t执行数\t62.2\t71.91%\n其中：财政资金\t80.5\t其中：财政资金\t80.5\t其中：财政资金\t56.2\t\n"
    "其他\t6\t其他\t6\t其他\t6\t\n"
)


def test_amounts_stand_right_of_labels_under_the_phases() -> None:
    rows = extract_report(f"项目支出绩效自评表\n（2023年度）金额单位：万元\n\n{LABELS_UNDER_PHASES}".encode(), "form.txt").spending
    assert [(row.item_name, row.breakdown, row.adjusted_amount, row.executed_amount) for row in rows] == [
        ("资金总额", "total", 865_000, 622_000),
        ("财政资金", "source", 805_000, 562_000),
        ("其他", "source", 60_000, 60_000),
    ]
    assert rows[0].declared_rate_pct == Decimal("71.91")


def test_such_a_form_among_an_office_s_projects_is_of_its_project() -> None:
    head = "样县水务局2023年度纳入绩效自评的项目共5个，预算资金合计113.7万元，已完成自评。\n\n项目支出绩效自评表\n金额单位：万元\n\n"
    rows = extract_report(f"{head}{LABELS_UNDER_PHASES}".encode(), "form.txt").spending
    assert [(row.item_name, row.breakdown) for row in rows] == [
        ("纳入绩效自评的项目", "monitoring"),
        ("河道清淤", "project"),
        ("财政资金", "source"),
        ("其他", "source"),
    ]


def test_a_figure_over_all_columns_of_a_form_is_of_no_phase() -> None:
    page = (
        "<h1>样县水务局2023年度部门决算</h1><h2>附件 2023年部门预算项目绩效自评表</h2><table><tr><td>项目名称</td><td colspan=5>河道清淤</td></tr>"
        "<tr><td rowspan=3>项目预算执行情况（万元）</td><td>年初预算数</td><td>全年预算数</td><td>执行数</td><td>执行率</td><td>得分</td></tr>"
        "<tr><td>64</td><td>64</td><td>62.72</td><td>98%</td><td>9.8</td></tr>"
        "<tr><td>其中：财政拨款</td><td colspan=4>62.72</td></tr></table>"
    )
    rows = extract_report(f"<html><body>{page}</body></html>".encode(), "form.html").spending
    assert [(row.item_name, row.breakdown, row.executed_amount) for row in rows] == [("河道清淤", "project", 627_200)]


def test_a_form_under_a_list_of_projects_is_of_the_one_it_names() -> None:
    page = (
        "<h1>样县水务局2023年度项目支出绩效自评结果汇总表</h1><p>单位：万元</p><table><tr><td>序号</td><td>项目名称</td><td>预算数</td><td>执行数</td>"
        "<td>自评得分</td></tr><tr><td>1</td><td>渠道养护</td><td>40</td><td>38</td><td>95</td></tr><tr><td>2</td><td>河道清淤</td><td>64</td><td>62.72</td>"
        "<td>98</td></tr><tr><td>3</td><td>水质监测</td><td>10</td><td>10</td><td>97</td></tr></table><h2>项目支出绩效自评表</h2><table><tr><td>项目名称</td>"
        "<td colspan=5>河道清淤</td></tr><tr><td>一级指标</td><td>三级指标</td><td>指标值</td><td>完成值</td><td>分值</td><td>得分</td></tr><tr><td>产出指标</td>"
        "<td>清淤长度</td><td>≥8公里</td><td>8公里</td><td>90</td><td>88</td></tr><tr><td colspan=4>总分</td><td>100</td><td>98</td></tr></table>"
    )
    rows = extract_report(f"<html><body>{page}</body></html>".encode(), "form.html").scores
    assert sorted((row.component, row.score) for row in rows) == [("水质监测", 97), ("河道清淤", 98), ("渠道养护", 95)]


def _form(caption: str, below: str) -> str:
    indicators = "".join(INDICATORS.splitlines(keepends=True)[:-1])  # without the row of the total
    return (
        "样县城管局2023年度部门决算\n\n五、预算绩效情况说明\n我局组织对部门预算项目支出开展绩效自评。\n"
        f"我局在部门决算中反映“背街小巷整治”项目绩效目标实际完成情况。\n{caption}\n{indicators}\n{below}\n"
    )


def test_the_line_below_a_form_is_of_its_project() -> None:
    below = "资金执行情况：全年预算340万元，全年执行323万元，执行率95%。自评总得分94.4分。"
    report = extract_report(_form("附：背街小巷整治绩效自评表（摘录）", below).encode(), "report.txt")
    assert (report.headers[0].subject_kind, report.headers[0].title) == ("department", "样县城管局2023年度部门决算")
    assert [(row.item_name, row.breakdown, row.executed_amount) for row in report.spending] == [("背街小巷整治", "project", 3_230_000)]
    assert [(row.component, row.score) for row in report.scores] == [("背街小巷整治", Decimal("94.4"))]


def test_a_form_names_its_project_in_the_brackets_of_its_caption() -> None:
    report = extract_report(_form("2023年度项目支出绩效自评表（背街小巷整治）", "自评总得分94.4分。").encode(), "report.txt")
    assert [(row.component, row.score) for row in report.scores] == [("背街小巷整治", Decimal("94.4"))]


def test_loose_lines_of_a_form_are_of_its_project_up_to_the_next_item() -> None:
    text = (
        "第四部分 2023年度部门决算情况说明\n十二、预算绩效管理情况\n"
        "1.项目绩效目标完成情况。\n样县城管局在2023年度部门决算中反映“背街小巷整治”项目绩效目标实际完成情况。\n"
        "附：“背街小巷整治”项目绩效目标完成情况表（2023年度）\n预算单位：样县城管局\n预算执行情况（万元）　预算数：96.4　执行数：88.21\n"
        "2.部门绩效评价结果。我局整体支出自评得分91分。\n"
    )
    report = extract_report(text.encode(), "report.txt")
    assert report.headers[0].title is None
    assert [(row.item_name, row.breakdown, row.adjusted_amount) for row in report.spending] == [("背街小巷整治", "project", 964_000)]
    assert [(row.component, row.score) for row in report.scores] == [("total", Decimal(91))]


def test_the_lines_of_a_report_s_own_form_are_the_report_s() -> None:
    head = "背街小巷整治项目支出绩效自评表\n（2023年度）\n项目名称：背街小巷整治\n主管部门：样县城管局\n"
    text = f"{head}自评总得分94.4分，等级为优。\n存在问题：管护不足。\n改进措施：加强管护。\n"
    assert _scores(text) == [("total", Decimal("94.4"))]
