"""Where problems and measures stand: chapters by their names, labels, cells and columns of forms, and what ends them."""

from __future__ import annotations

import pytest

from orchestration.extraction.findings.regions import heading_kind
from tests.extraction.reading_rows import findings_of

FORM = """部门整体支出绩效自评表
部门名称\t青禾县柳桥镇人民政府\t年度\t2020
一级指标\t三级指标\t实际完成值\t偏差原因分析及改进措施
产出指标\t道路里程\t30公里\t因雨季施工推迟，下一年补齐
存在问题\t一是培训偏少； 二是台账不全。\t\t
改进措施或下一步计划\t结合实际，重点做好以下工作：（一）加强培训。全员轮训。（二）规范台账。\t\t
"""


def test_headings_without_numbers() -> None:
    text = "存在的问题及原因分析\n一是测算不准。\n改进措施及建议\n一是加强测算。\n存在问题及改进措施\n进度偏慢。下一步加快进度。\n"
    assert findings_of(text) == [
        ("problem", "1", "测算不准。"),
        ("action", "1", "加强测算。"),
        ("problem", "1", "进度偏慢。"),
        ("action", "1", "下一步加快进度。"),
    ]


def test_combined_chapter_with_parts() -> None:
    text = "五、存在的问题及改进措施\n（一）存在的问题\n1.项目储备不足。\n2.执行进度不均衡。\n（二）改进措施\n1.提前谋划项目。\n"
    assert findings_of(text) == [
        ("problem", "1", "项目储备不足。"),
        ("problem", "2", "执行进度不均衡。"),
        ("action", "1", "提前谋划项目。"),
    ]


def test_combined_paragraphs_with_labels() -> None:
    text = "五、存在的问题及建议\n1、问题：预算编制不够准确。建议：加强前期测算。\n2、问题：资产底数不清。建议：开展资产清查。\n"
    assert findings_of(text) == [
        ("problem", "1", "预算编制不够准确。"),
        ("problem", "2", "资产底数不清。"),
        ("action", "1", "加强前期测算。"),
        ("action", "2", "开展资产清查。"),
    ]


def test_combined_chapter_without_labels_turns_at_its_measures() -> None:
    text = "四、存在的问题和下一步改进措施\n绩效目标编制不够细化，部分指标不可衡量。下一步，我局将加强培训，提高编制质量。\n"
    assert findings_of(text) == [
        ("problem", "1", "绩效目标编制不够细化，部分指标不可衡量。"),
        ("action", "1", "下一步，我局将加强培训，提高编制质量。"),
    ]


def test_cells_of_a_form_but_no_reasons_for_deviations() -> None:
    assert findings_of(FORM) == [
        ("problem", "1", "培训偏少"),
        ("problem", "2", "台账不全。"),
        ("action", "1", "加强培训。全员轮训。"),
        ("action", "2", "规范台账。"),
    ]


def test_labels_of_a_table_whose_grid_was_lost() -> None:
    text = (
        "服务对象满意度达到 86.7%\n存在问题 一是人手不足。 二是设备老旧。\n改进 措施 （一）增加人手。（二）更新设备。\n"
    )
    assert findings_of(text) == [
        ("problem", "1", "人手不足。"),
        ("problem", "2", "设备老旧。"),
        ("action", "1", "增加人手。"),
        ("action", "2", "更新设备。"),
    ]


def test_columns_of_problems_and_measures() -> None:
    text = "序号\t存在问题\t改进措施\n1\t支付进度偏慢\t按月通报支付进度\n2\t指标不够细化\t细化三级指标\n"
    assert findings_of(text) == [
        ("problem", "1", "支付进度偏慢"),
        ("problem", "2", "指标不够细化"),
        ("action", "1", "按月通报支付进度"),
        ("action", "2", "细化三级指标"),
    ]


def test_chapter_and_form_do_not_count_twice() -> None:
    text = "三、存在的问题\n一是培训偏少。\n" + FORM
    assert [row for row in findings_of(text) if row[0] == "problem"] == [
        ("problem", "1", "培训偏少。"),
        ("problem", "2", "台账不全。"),
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("存在的主要问题", "problem"),
        ("存在的问题及原因分析", "problem"),
        ("问题和不足", "problem"),
        ("下一步改进措施", "action"),
        ("有关建议", "action"),
        ("改进措施或下一步计划", "action"),
        ("存在的问题和下一步改进措施", "both"),
        ("偏离绩效目标的原因和下一步改进措施", "both"),
        ("上年度问题整改情况", None),
        ("偏差原因分析及改进措施", None),
        ("其他需要说明的问题", None),
        ("绩效目标设置存在短视问题", None),
        ("年度工作计划完成情况及时性", None),
        ("主要工作成效", None),
    ],
)
def test_heading_kind(title: str, kind: str | None) -> None:
    assert heading_kind(title) == kind


def test_a_column_of_reasons_is_none_beside_the_problems() -> None:
    table = "序号\t存在的问题\t原因分析\t改进措施\t责任科室\n1\t管网改造未完工\t方案调整，开工推迟\t倒排工期，专人跟进\t建管办\n"
    assert findings_of(table) == [("problem", "1", "管网改造未完工"), ("action", "1", "倒排工期，专人跟进")]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("偏差大或目标未完成原因分析(存在的问题)", "problem"),
        ("未完成绩效目标或偏离较大的原因", "problem"),
        ("改进措施及结果应用方案", "action"),
        ("扣分项及存在的问题", "problem"),
        ("暴露出的短板", "problem"),
        ("绩效结果应用不足", None),
    ],
)
def test_kinds_of_labels(title: str, kind: str | None) -> None:
    assert heading_kind(title) == kind


def test_headings_in_brackets_and_numbers_of_that_kind() -> None:
    text = "【主要问题】\n其一,站点集中在县城,往返不便;其二,资金到账偏晚。\n【有关建议】\n(一)增设乡镇站点。\n(二)提前下达资金。\n"
    assert findings_of(text) == [
        ("problem", "1", "站点集中在县城,往返不便"),
        ("problem", "2", "资金到账偏晚。"),
        ("action", "1", "增设乡镇站点。"),
        ("action", "2", "提前下达资金。"),
    ]


def test_headings_of_more_provinces() -> None:
    assert heading_kind("四、存在的问题和整改情况") == "problem"
    assert heading_kind("下一步拟改进措施") == "action"
    assert heading_kind("努力方向") == "action"
    assert heading_kind("上年度整改情况") is None


def test_a_label_alone_announces_the_list_below() -> None:
    text = "项目一：校舍维修\n全年预算数600万元。\n下一步改进：\n1）倒排工期，按周通报；\n2）签订管护协议。\n"
    assert findings_of(text) == [("action", "1", "倒排工期，按周通报"), ("action", "2", "签订管护协议。")]


def test_a_run_in_heading_in_a_chapter_on_the_conclusion() -> None:
    text = "五、评价结论及建议\n（一）评价结论。得分93分。\n（二）存在的问题。工程运距远，单价偏高。\n（三）相关建议。优化施工组织，抢抓枯水期。\n"
    assert findings_of(text) == [("problem", "1", "工程运距远，单价偏高。"), ("action", "1", "优化施工组织，抢抓枯水期。")]
    assert findings_of("二、资金使用\n1.资金计划。1860.45万元，全部列入预算。\n") == []


def test_chapters_counted_in_ordinals() -> None:
    text = "第五、不足之处\n专职绩效人员缺乏，填报质量不高。\n第六、下一年打算\n首先，按季召开分析会。其次，推行月清季结制度。\n"
    assert [(kind, found) for kind, _, found in findings_of(text)] == [
        ("problem", "专职绩效人员缺乏，填报质量不高。"),
        ("action", "按季召开分析会。"),
        ("action", "推行月清季结制度。"),
    ]


@pytest.mark.parametrize("header", ["计划", "计划资金", "年度计划", "重点工作计划"])
def test_columns_of_plans_are_no_measures(header: str) -> None:
    assert heading_kind(header) is None


@pytest.mark.parametrize(
    "line",
    [
        "项目自评得分98分，等级为优。",
        "综合评分97分，评价等级“优”。",
        "自评等级：良。",
        "（三）绩效自评结果公开情况。本报告已在门户网站公开。",
        "自评依据。主要包括实施方案、下达文件和会计凭证。",
    ],
)
def test_the_result_of_the_evaluation_is_no_finding(line: str) -> None:
    text = f"四、结论及问题\n{line}\n存在问题：窗口人手不足，登记偏慢。\n整改措施：增设窗口一个。\n"
    assert [finding[0] for finding in findings_of(text)] == ["problem", "action"]


@pytest.mark.parametrize(
    "line",
    [
        "佐证材料目录：1.预算批复文件；2.决算报表。",
        "附件：1.基础数据表2.访谈记录",
        "上一篇：少儿书法展开幕下一篇：部门预算公开",
        "自评组织情况：由办公室牵头，财务室核对。",
    ],
)
def test_what_follows_the_findings_of_a_report_is_none(line: str) -> None:
    text = f"五、改进措施\n1.按季通报用款进度，约谈滞后股室。\n\n2.培训业务骨干。\n\n{line}\n"
    assert [finding[2] for finding in findings_of(text)] == ["按季通报用款进度，约谈滞后股室。", "培训业务骨干。"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("三、结果应用与下一步打算", "action"),
        ("四、复核反馈问题", "problem"),
        ("五、整改落实", "action"),
        ("工作中也存在不足", "problem"),
    ],
)
def test_headings_of_findings_in_other_words(heading: str, kind: str) -> None:
    assert heading_kind(heading) == kind


def test_a_label_alone_in_a_line_announces_but_a_caption_does_not() -> None:
    lines = "未完成绩效目标原因及改进措施\n1.终端在线率低，雪天断电修复慢。\n\n2.栏目少，打开率不高。\n\n措施：加装蓄电池。\n"
    text = f"部门整体绩效自评表\n项目\t预算数\t执行数\n培训费\t10\t9\n\n{lines}"
    assert [finding[0] for finding in findings_of(text)] == ["problem", "problem", "action"]


def test_other_measures_and_numbered_labels_of_markdown_quotes() -> None:
    assert findings_of("五、问题与对策\n>问题一：产业结构单一，抗风险能力弱。\n\n>对策一：引育深加工企业，延伸链条。\n\n其他措施：每季考核一次水管员。\n") == [
        ("problem", "1", "产业结构单一，抗风险能力弱。"),
        ("action", "1", "引育深加工企业，延伸链条。"),
        ("action", "2", "每季考核一次水管员。"),
    ]


def test_a_label_on_measures_and_the_use_of_results() -> None:
    (found,) = findings_of("自评情况\n改进措施及结果应用方案：编制预算时剔除质保金，按合同节点申报。\n")
    assert found[0] == "action"


def test_items_read_as_headings_stay_with_the_label_above_them() -> None:
    text = (
        "五、存在的问题和建议\n1.选址反复，影响资金拨付。\n2.线上销售占比低。\n建议：\n"
        "1.提前入库评审，手续不全的不安排资金；\n2.推行统一包装和商标。\n"
    )
    assert [(kind, found) for kind, _, found in findings_of(text)] == [
        ("problem", "选址反复，影响资金拨付。"),
        ("problem", "线上销售占比低。"),
        ("action", "提前入库评审，手续不全的不安排资金"),
        ("action", "推行统一包装和商标。"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "三、未完成原因及改进\n桥涵少建一座，中标单位退出。\n下步将重新招标，次年六月前完成。\n",
            [("problem", "桥涵少建一座，中标单位退出。"), ("action", "下步将重新招标，次年六月前完成。")],
        ),
        (
            "备注\n偏差原因及改进措施：四名协管员离职未补齐；下一步与派遣公司约定七日内补员。\n",
            [("problem", "四名协管员离职未补齐"), ("action", "下一步与派遣公司约定七日内补员。")],
        ),
        (
            "四、存在的问题和整改情况\n（一）存在的问题\n1.水费收缴率偏低。2.指标难以考核。\n"
            "（二）整改情况\n1.落实水价核定。2.完善行业指标库。\n",
            [
                ("problem", "水费收缴率偏低。"),
                ("problem", "指标难以考核。"),
                ("action", "落实水价核定。"),
                ("action", "完善行业指标库。"),
            ],
        ),
        (
            "四、绩效管理\n问题方面，一是工种与需求不匹配。二是支付周期长。\n改进方面，一是按单开班。二是补贴全程网办。\n",
            [
                ("problem", "工种与需求不匹配。"),
                ("problem", "支付周期长。"),
                ("action", "按单开班。"),
                ("action", "补贴全程网办。"),
            ],
        ),
        (
            "资金明细\n偏差大或目标未完成原因分析\n1、配套资金年末才到位。\n2、专职人员偏少。\n"
            "改进措施及结果应用方案\n1、一季度拨付配套资金。\n2、将结果与下年补助挂钩。\n",
            [
                ("problem", "配套资金年末才到位。"),
                ("problem", "专职人员偏少。"),
                ("action", "一季度拨付配套资金。"),
                ("action", "将结果与下年补助挂钩。"),
            ],
        ),
        (
            "五、经验与不足\n管护台账不够规范。\n六、改进建议\n建立月度考核机制。\n七、附：主要绩效指标产出数量：巡检120次\n",
            [("problem", "管护台账不够规范。"), ("action", "建立月度考核机制。")],
        ),
    ],
)
def test_names_that_clerks_give_to_both_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(kind, found) for kind, _, found in findings_of(text)] == expected


@pytest.mark.parametrize(
    "marks", [("Ⅰ.", "Ⅱ."), ("A.", "B."), ("问题一，", "问题二，"), ("——", "——"), ("○", "○"), ("★", "★")]
)
def test_marks_are_no_part_of_a_finding(marks: tuple[str, str]) -> None:
    text = f"五、存在的问题\n{marks[0]}路灯维修不及时，群众有反映。\n{marks[1]}备件库存偏少，采购周期长。\n六、附件\n"
    assert [found for _, _, found in findings_of(text)] == ["路灯维修不及时，群众有反映。", "备件库存偏少，采购周期长。"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [("对绩效管理工作的建议", "action"), ("当前存在的短板弱项", "problem"), ("存在的弱项及下步举措", "both"),
     ("项目实施中遇到的困难", "problem"), ("不足与差距", "problem")],
)
def test_words_of_headings_on_findings(title: str, kind: str) -> None:
    assert heading_kind(title) == kind


def test_a_chapter_on_why_goals_of_a_project_were_missed_and_what_is_done() -> None:
    text = "三、项目绩效目标未完成原因和下一步改进措施\n受汛期影响，护坡工程进度滞后。下一步将倒排工期。\n"
    assert [(kind, found) for kind, _, found in findings_of(text)] == [
        ("problem", "受汛期影响，护坡工程进度滞后。"),
        ("action", "下一步将倒排工期。"),
    ]


@pytest.mark.parametrize("label", ["整改措施是", "改进措施为", "整改措施："])
def test_measures_behind_the_problem_they_answer(label: str) -> None:
    text = f"四、存在的问题及整改措施\n1.路灯维修不及时。{label}与厂家签订包修协议。\n2.备件库存偏少。{label}按季度盘点补货。\n"
    assert [(kind, found) for kind, _, found in findings_of(text)] == [
        ("problem", "路灯维修不及时。"),
        ("problem", "备件库存偏少。"),
        ("action", "与厂家签订包修协议。"),
        ("action", "按季度盘点补货。"),
    ]


def test_measures_under_a_heading_that_says_what_for() -> None:
    text = "四、存在的不足\n1.备件库存偏少。\n五、加强绩效管理的措施\n1.按季度盘点补货。\n"
    assert [kind for kind, *_ in findings_of(text)] == ["problem", "action"]


def test_a_row_of_reasons_in_a_form_tells_problems() -> None:
    row = "偏差原因分析\t1.巡河次数未达标，系汛期停工所致；2.工程款支付滞后，因结算审计未完成。\n"
    assert [text for kind, _, text in findings_of("项目支出绩效自评表\n" + row) if kind == "problem"] == [
        "巡河次数未达标，系汛期停工所致",
        "工程款支付滞后，因结算审计未完成。",
    ]
    assert not findings_of("项目支出绩效自评表\n巡河次数\t12次\t10次\n偏差原因分析\t汛期停工\n")  # of one indicator


def test_how_an_evaluation_was_done_is_no_measure() -> None:
    text = "四、评价结论及建议\n绩效自评采取股室自评与小组复核相结合的方式，查阅了账簿。\n（一）存在问题\n1.进度不均衡。\n（二）改进建议\n1.提前储备项目。\n"
    assert findings_of(text) == [("problem", "1", "进度不均衡。"), ("action", "1", "提前储备项目。")]


def test_labels_of_several_lines_in_a_form_of_one_cell_a_line() -> None:
    cells = [f"道路{number}\n\n≥3公里\n\n3公里\n\n5\n\n" for number in range(8)]
    text = (
        f"产出指标\n\n数量指标\n\n{''.join(cells)}偏差大或\n目标未完成\n原因分析\n\n1.受汛期影响，开工较晚。\n\n2.结算资料不全。\n\n"
        "改进措施及\n结果应用方案\n\n1.加快施工进度。\n\n2.优先保障效益好的项目。\n\n备注：\n\n1.口径为调整后预算。\n"
    )
    assert findings_of(text) == [
        ("problem", "1", "受汛期影响，开工较晚。"),
        ("problem", "2", "结算资料不全。"),
        ("action", "1", "加快施工进度。"),
        ("action", "2", "优先保障效益好的项目。"),
    ]


def test_the_last_column_of_a_table_in_one_cell_a_line_heads_no_chapter() -> None:
    cells = "\n".join(f"道路{number}\n≥3公里\n3公里\n5\n5\n" for number in range(5))
    head = "绩效自评表\n\n一级指标\n二级指标\n三级指标\n年度\n指标值\n实际\n完成值\n分值\n得分\n偏差原因\n分析及\n改进措施\n"
    assert findings_of(f"{head}产出指标\n(50分)\n数量指标\n{cells}") == []
