"""Tables of indicators whose header stands on an earlier page."""

from __future__ import annotations

from tests.extraction.reading_rows import indicators_of

HEADER = "一级指标\t二级指标\t三级指标\t计量单位\t年度指标值\t实际完成值\t分值\t得分\n"
FIRST = (
    "产出指标\t数量指标\t栽植行道树\t株\t≥600\t640\t10\t10\n"
    "产出指标\t数量指标\t修复步道\t公里\t≥4.5\t4.5\t10\t10\n"
    "产出指标\t质量指标\t苗木成活率\t\t≥95%\t96%\t10\t10\n"
)
REST = (
    "产出指标\t成本指标\t单株成本\t元/株\t≤80\t76\t10\t10\n"
    "效益指标\t社会效益指标\t受益居民\t万人\t≥1.2\t1.3\t20\t20\n"
    "效益指标\t生态效益指标\t街区绿化水平\t\t有所提升\t有所提升\t20\t19\n"
)


def read(text: str) -> list[tuple[object, ...]]:
    return [
        (row.indicator_name, row.target_text, row.target_unit, row.actual_text, row.weight, row.declared_score)
        for row in indicators_of(text)
    ]


EXPECTED = [
    ("单株成本", "≤80", "元/株", "76", 10, 10),
    ("受益居民", "≥1.2", "人", "1.3", 20, 20),
    ("街区绿化水平", "有所提升", None, "有所提升", 20, 19),
]


def test_a_column_of_units_is_no_column_of_targets() -> None:
    assert read(REST) == EXPECTED


def test_a_column_of_signs_is_no_column_of_targets() -> None:
    with_signs = REST.replace("\t≤80", "\t≤\t80").replace("\t≥1.2", "\t≥\t1.2").replace("\t\t有所", "\t\t\t有所")
    targets = [(row.target_comparator, row.target_value, row.target_unit) for row in indicators_of(with_signs)]
    assert targets == [("<=", 80, "元/株"), (">=", 12000, "人"), (None, None, None)]


def test_the_rest_of_a_table_behind_a_line_has_the_columns_of_its_header() -> None:
    text = HEADER + FIRST + "表中单位成本含运输费用，由股室测算。\n" + REST.replace("10\t10", "10\t8.5")
    assert read(text)[3:] == [("单株成本", "≤80", "元/株", "76", 10, 8.5), *EXPECTED[1:]]


def test_rows_that_label_each_value_need_no_header() -> None:
    lines = (
        "数量指标 | 管护泵站 | 目标值≥20座 | 实际23座 | 完成", "质量指标 | 合格率 | 目标值100% | 实际98.5% | 未完成",
        "时效指标 | 按时率 | 目标值95% | 实际95% | 基本完成",
    )  # fmt: skip
    rows = indicators_of("\n".join(lines) + "\n")
    assert [(row.level2, row.indicator_name, row.target_text, row.actual_text, row.declared_status) for row in rows] == [
        ("数量指标", "管护泵站", "≥20座", "23座", "完成"),
        ("质量指标", "合格率", "100%", "98.5%", "未完成"),
        ("时效指标", "按时率", "95%", "95%", "基本完成"),
    ]


def test_labelled_values_behind_colons_may_be_words() -> None:
    lines = ("管护泵站 | 年度指标值：20座 | 实际完成值：23座", "合格率 | 年度指标值：100% | 实际完成值：98.5%", "满意程度 | 年度指标值：较高 | 实际完成值：较高")
    rows = indicators_of("\n".join(lines) + "\n")
    assert [(row.indicator_name, row.target_text, row.actual_text) for row in rows] == [
        ("管护泵站", "20座", "23座"), ("合格率", "100%", "98.5%"), ("满意程度", "较高", "较高"),
    ]  # fmt: skip


def test_what_was_done_is_no_label_under_a_header() -> None:
    (row,) = indicators_of("指标名称 | 目标值 | 完成值\n改造大棚 | 目标6座 | 完成6座\n")
    assert (row.target_text, row.actual_text) == ("目标6座", "完成6座")


def test_a_bare_result_is_in_the_unit_of_its_target() -> None:
    values = ("巡护河道 | ≥64条 | 66", "投诉处理率 | 100% | 98", "责任事故 | 0起 | 0", "绿化率 | 95% | 0.96", "修缮面积 | ≥2.8万平方米 | 3")
    rows = indicators_of("\n".join(("指标名称 | 年度指标值 | 实际完成值", *values)) + "\n")
    assert [row.actual_unit for row in rows] == ["条", "%", None, None, None]


def test_rows_under_the_next_heading_have_the_columns_of_the_header_before_it() -> None:
    text = (
        "（三）项目产出情况\n二级指标\t三级指标\t计量单位\t指标值\t完成值\t备注\n数量指标\t修复栈道\t米\t≥420\t436\t完成\n质量指标\t合格率\t%\t100\t96\t暴雨\n"
        "（四）项目效益情况\n社会效益指标\t带动务工\t人\t≥30\t34\t完成\n满意度指标\t游客满意度\t%\t≥90\t92\t完成\n\n"
    )
    rows = indicators_of(text)
    assert [(row.level2, row.indicator_name, row.target_value, row.actual_value, row.declared_status) for row in rows] == [
        ("数量指标", "修复栈道", 420, 436, "完成"),
        ("质量指标", "合格率", 100, 96, None),
        ("社会效益指标", "带动务工", 30, 34, "完成"),
        ("满意度指标", "游客满意度", 90, 92, "完成"),
    ]


def test_rows_without_labels_of_levels_under_the_next_heading_have_no_columns() -> None:
    text = (
        "（三）项目产出情况\n二级指标\t三级指标\t计量单位\t指标值\t完成值\t备注\n数量指标\t修复栈道\t米\t≥420\t436\t完成\n质量指标\t合格率\t%\t100\t96\t暴雨\n"
        "（四）设备清单\n水泵\t离心泵\t台\t4\t4\t机房\n阀门\t闸阀\t个\t12\t12\t机房\n\n"
    )
    assert [row.indicator_name for row in indicators_of(text)] == ["修复栈道", "合格率"]
