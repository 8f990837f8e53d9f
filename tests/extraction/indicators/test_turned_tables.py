"""Tables of indicators on their side, and cells that print target and result together."""

from decimal import Decimal

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import indicators_of, zones_of


def test_a_table_on_its_side_has_an_indicator_a_column() -> None:
    first, second = indicators_of(
        "三级指标\t整修田埂长度\t验收合格率\n类别\t数量指标\t质量指标\n年度指标值\t≥12公里\t100%\n实际完成值\t12.6公里\t98%\n分值\t20\t15\n得分\t20\t14.7\n"
    )
    assert (first.level2, first.indicator_name, first.quote) == ("数量指标", "整修田埂长度", "整修田埂长度")
    assert (first.target_comparator, first.target_value, first.actual_value) == (">=", Decimal(12), Decimal("12.6"))
    assert (second.level2, second.actual_value, second.weight, second.declared_score) == ("质量指标", 98, 15, Decimal("14.7"))


def test_evidence_of_a_turned_table_tells_the_row_as_printed() -> None:
    report = extract_report(
        "云溪县水务局2023年度部门整体支出绩效自评报告\n\n指标\t整修田埂长度\t验收合格率\n目标值\t≥12公里\t100%\n完成值\t12.6公里\t98%\n".encode(),
        "r.txt",
    )
    places = {
        (row.row_seq, row.column_seq) for row in report.evidence if row.fact_table == "indicators" and row.column_name == "actual_value"
    }
    assert places == {(2, 1), (2, 2)}


def test_years_or_an_upright_table_are_not_turned() -> None:
    assert not any(zone.view.is_turned for zone in zones_of("年度\t2022\t2023\n目标值\t90\t100\n完成值\t92\t101\n"))
    assert not any(zone.view.is_turned for zone in zones_of("指标名称\t目标值\t完成值\n目标值\t90户\t96户\n完成值\t8座\t8座\n"))


def test_target_and_result_behind_labels_in_one_cell() -> None:
    rows = indicators_of("指标名称\t目标与完成情况\n巡护林地\t目标：≥80亩；完成：76亩\n水质\t年度目标达标\n发放树苗\t计划3万株，实际完成3.2万株\n")
    assert [(row.target_text, row.actual_text) for row in rows[:1]] == [("≥80亩", "76亩")]
    assert (rows[-1].target_value, rows[-1].actual_value) == (30000, 32000)


def test_target_and_result_on_either_side_of_a_slash() -> None:
    rows = indicators_of("指标名称\t完成值/目标值\t分值/得分\n人均补助\t760元/人/≤800元/人\t10/9.5\n巡护林地\t76亩\t10/10\n")
    assert (rows[0].target_text, rows[0].actual_text, rows[0].weight, rows[0].declared_score) == ("≤800元/人", "760元/人", 10, Decimal("9.5"))
    assert rows[1].target_text != rows[1].actual_text  # one value is not both


def test_a_slash_under_a_header_of_one_value_is_of_its_unit() -> None:
    (row,) = indicators_of("指标名称\t目标值\t完成值\n人均补助\t≤800元/人\t760元/人\n")
    assert (row.target_unit, row.actual_unit) == ("元/人", "元/人")
