"""Forms as single provinces print them: headers of two rows, columns left blank, a project's form behind the office's."""

from __future__ import annotations

from decimal import Decimal

from orchestration.extraction import extract_report
from orchestration.records import ReportRecord

TITLE = "云岭县林业局2023年度部门整体支出绩效自评报告"


def _page(*parts: str) -> ReportRecord:
    return extract_report(f"<html><body><h1>{TITLE}</h1>{''.join(parts)}</body></html>".encode(), "form.html")


def _table(*rows: str) -> str:
    """Rows of cells parted by `|`; `名称^3` reaches over three columns, `名称_2` down two rows."""
    lines = []
    for row in rows:
        cells = []
        for cell in row.split("|"):
            words, _, columns = cell.partition("^")
            words, _, reach = words.partition("_")
            spans = (f' colspan="{columns}"' if columns else "") + (f' rowspan="{reach}"' if reach else "")
            cells.append(f"<td{spans}>{words}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def test_the_first_header_row_reaches_down_beside_the_second() -> None:
    report = _page(
        _table(
            "绩效指标^3|年度指标值^3|实际完成值_2|分值_2|得分_2",
            "一级指标|二级指标|三级指标|指标性质|指标值|度量单位",
            "产出指标|数量指标|人工造林面积|≥|12600|亩|12800|20|20",
            "效益指标|生态效益|森林火灾受害率|≤|0.9|‰|0.05|10|10",
        )
    )
    assert [
        (row.level1, row.indicator_name, row.target_text, row.actual_text, row.weight, row.declared_score)
        for row in report.indicators
    ] == [
        ("产出指标", "人工造林面积", "≥12600亩", "12800", Decimal(20), Decimal(20)),
        ("效益指标", "森林火灾受害率", "≤0.9‰", "0.05", Decimal(10), Decimal(10)),
    ]


def test_of_a_phase_that_alone_is_divided_the_whole_is_meant() -> None:
    report = _page(
        _table(
            "任务名称_2|项目级次_2|主要内容_2|批复金额（万元）^2|实际支出金额（万元）_2|预算执行率_2|预算执行偏低原因及改进措施_2",
            "总额|财政拨款",
            "造林补助|中央|实施人工造林和封山育林。|868.40|868.40|742.15|85.46%|苗木补植尚未验收",
            "森林防火|本级|购置防火物资，维护防火通道。|240.00|240.00|221.60|92.33%|",
        )
    )
    assert [(row.item_name, row.breakdown, row.approved_amount, row.executed_amount) for row in report.spending] == [
        ("造林补助", "task", Decimal("8684000.00"), Decimal("7421500.00")),
        ("森林防火", "task", Decimal("2400000.00"), Decimal("2216000.00")),
    ]


def test_the_unit_in_a_name_is_of_its_bare_figures() -> None:
    report = _page(
        _table(
            "一级指标|二级指标|三级指标|指标值|全年实际完成值",
            "产出指标|数量指标|防治面积（万亩次）|≥4|4.2",
            "产出指标|数量指标|修复大棚数量（座）|≥40座|37",
            "产出指标|质量指标|道路清扫（6分）|5|5",
        )
    )
    assert [(row.target_value, row.target_unit, row.actual_value, row.actual_unit) for row in report.indicators] == [
        (Decimal(40000), "亩次", Decimal(42000), "亩次"),
        (Decimal(40), "座", Decimal(37), "座"),
        (Decimal(5), None, Decimal(5), None),
    ]


def test_a_column_left_blank_in_a_form_that_lost_its_grid() -> None:
    text = (
        f"{TITLE}\n绩效指标 指标名称 计量单位 指标性质 年初指标值 调整指标值 全年完成值 得分系数（%） 指标权重 指标得分 "
        "是否核心指标 执法检查家次 家次 ≥ 30 31 100 20 20 是 统计分析篇数 篇 ≥ 20 18 90 10 9 否 "
        "服务领导决策 定性 优 良 80 15 12 否 调查对象满意度 % ≥ 90 88 97 10 9.7 否\n"
    )
    report = extract_report(text.encode(), "form.txt")
    assert [(row.target_text, row.actual_text, row.weight, row.declared_score) for row in report.indicators] == [
        ("≥30家次", "31", Decimal(20), Decimal(20)),
        ("≥20篇", "18", Decimal(10), Decimal(9)),
        ("优", "良", Decimal(15), Decimal(12)),
        ("≥90%", "88", Decimal(10), Decimal("9.7")),
    ]


def test_the_form_of_a_project_behind_a_report_has_its_own_score() -> None:
    report = _page(
        "<p>一、自评结论</p><p>经自评，我局部门整体支出绩效自评得分88.7分，等级为“良”。</p><p>附表：项目支出绩效自评表</p>",
        _table(
            "项目名称^2|林区道路维修^5",
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分",
            "产出指标|数量指标|维修道路|≥25公里|19公里|90|80.5",
            "总分^5|100|90.5",
            "评价结论^2|项目实施规范，自评得分90.5分。^5",
        ),
    )
    assert [(row.component, row.score) for row in report.scores] == [
        ("林区道路维修", Decimal("90.5")),
        ("total", Decimal("88.7")),
    ]
    assert [row.context for row in report.indicators] == ["林区道路维修"]


def test_a_label_reaches_over_the_rows_beside_it() -> None:
    report = _page(
        _table(
            "问题与改进_4|存在问题_2|1.公交运营依赖财政补贴，运营成本上升。",
            "2.公路点多线长，养护经费标准偏低。",
            "改进措施_2|1.推行公交成本规制，按考核结果核定补贴。",
            "2.探索养护工程打捆招标。",
        )
    )
    assert [(row.finding_kind, row.finding_text) for row in report.findings] == [
        ("problem", "公交运营依赖财政补贴，运营成本上升。"),
        ("problem", "公路点多线长，养护经费标准偏低。"),
        ("action", "推行公交成本规制，按考核结果核定补贴。"),
        ("action", "探索养护工程打捆招标。"),
    ]


def test_the_rate_of_adjustment_in_a_sentence() -> None:
    report = _page("<p>一、预算执行</p><p>年初预算412.07万元，全年预算446.62万元，预算执行率99.00%，预算调整率8.38%。</p>")
    assert [(row.figure, row.value) for row in report.figures] == [("declared_adjustment_rate_pct", Decimal("8.38"))]


def test_two_columns_of_kinds_are_two_levels() -> None:
    report = _page(
        _table(
            "绩效目标类别|指标类型|指标名称|预期值|实现值",
            "产出_2|数量|裸房整治数量|≥300栋|310栋",
            "质量|工程验收通过率|100%|100%",
        )
    )
    assert [(row.level1, row.level2, row.indicator_name, row.actual_text) for row in report.indicators] == [
        ("产出", "数量", "裸房整治数量", "310栋"),
        ("产出", "质量", "工程验收通过率", "100%"),
    ]


def test_a_label_that_contradicts_the_one_below_it_is_not_spread_to_it() -> None:
    text = (
        f"{TITLE}\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n"
        "\t质量指标\t图斑整改率\t≥95%\t96.5%\n\t时效指标\t办结时限\t≤3天\t2天\n效益指标\t社会效益指标\t受威胁群众减少\t≥500人\t412人\n"
    )
    report = extract_report(text.encode(), "form.txt")
    assert [(row.level1, row.level2) for row in report.indicators] == [
        (None, "质量指标"),
        (None, "时效指标"),
        ("效益指标", "社会效益指标"),
    ]


def test_lines_with_a_label_before_each_value() -> None:
    text = (
        f"{TITLE}\n绩效指标：\n数量指标 发放补助人数 目标值：≥108名 完成值：108名 分值：20 得分：20\n"
        "数量指标 免疫生猪头次 目标值：≥20万头次 完成值：18.7万头次 分值：15 得分：14.03 偏差原因：存栏量下降\n"
        "时效指标 补助发放时间 目标值：按季发放 完成值：按季发放 分值：10 得分：10\n"
    )
    report = extract_report(text.encode(), "form.txt")
    assert [
        (row.level2, row.indicator_name, row.target_text, row.actual_text, row.weight, row.declared_score)
        for row in report.indicators
    ] == [
        ("数量", "发放补助人数", "≥108名", "108名", Decimal(20), Decimal(20)),
        ("数量", "免疫生猪头次", "≥20万头次", "18.7万头次", Decimal(15), Decimal("14.03")),
        ("时效", "补助发放时间", "按季发放", "按季发放", Decimal(10), Decimal(10)),
    ]
