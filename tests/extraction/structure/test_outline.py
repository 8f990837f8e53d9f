"""Headings, paragraphs over page breaks, lost grids."""

from orchestration.extraction.indicators.prose import read_indicator_list
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.flat_tables import rebuild_flat_tables
from orchestration.extraction.structure.headings import heading_of, section_kind
from tests.extraction.reading_rows import outline_of


def test_a_number_alone_makes_no_heading() -> None:
    assert heading_of("一、基本情况", False) is not None
    assert heading_of("（一）自评结论".replace("（", "(").replace("）", ")"), False) is not None
    assert heading_of("一、购买图书资料等费用支出,开展培训;组织学习。", False) is None
    assert heading_of("3、完成道路硬化12公里,受益群众3400人。", False) is None


def test_the_name_of_a_heading_says_what_stands_under_it() -> None:
    assert section_kind("存在的主要问题") == "problems"
    assert section_kind("下一步改进措施") == "actions"
    assert section_kind("部门整体收支情况") == "money"
    for title in ("项目投资", "下达与支出", "资金构成", "预算批复", "拨付情况", "资金兑付与结余", '"三公"经费'):
        assert section_kind(title) == "money", title
    assert section_kind("支出绩效情况") == "achievements"
    assert section_kind("各项工作任务绩效目标完成情况分析") == "task_results"
    assert section_kind("附件") == "attachments"
    for title in ("自评得分", "项目自评得分", "得分情况"):
        assert section_kind(title) == "conclusion", title
    assert section_kind("河道保洁项目") is None


def test_a_bare_score_is_the_cell_of_a_form() -> None:
    assert heading_of("四、自评得分", False) is not None
    for line in ("自评得分情况", "自评得分综述"):
        assert heading_of(line, False) is not None, line
    assert heading_of("自评得分", False) is None


def test_a_paragraph_cut_by_a_page_is_one_passage() -> None:
    outline = outline_of(
        "一、基本情况\n\n本单位全年共组织开展各类安全培训，督促整改\n\n隐患 36 处。\n\n二、存在的问题\n\n一是预算偏紧。\n"
    )
    texts = [passage.text.text for passage in outline.paragraphs]
    assert texts == ["本单位全年共组织开展各类安全培训,督促整改隐患36处。", "一是预算偏紧。"]
    assert outline.paragraphs[1].section is not None
    assert outline.paragraphs[1].section.kind == "problems"


def test_cells_on_lines_of_their_own_become_a_table_again() -> None:
    lines = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 产出指标 数量指标 培训人次 ≥60人次 75人次 20 20 质量指标 合格率 ≥95% 96% 10 10"
    (view,) = rebuild_flat_tables(outline_of("\n".join(lines.split())), 0)
    assert [[view.value(r, c) for c in range(7)] for r in (1, 2)] == [
        ["产出指标", "数量指标", "培训人次", "≥60人次", "75人次", "20", "20"],
        ["", "质量指标", "合格率", "≥95%", "96%", "10", "10"],
    ]


def test_lines_of_a_form_that_nobody_filled_in_end_no_table() -> None:
    lines = (
        "经费控制情况(万元) 2021年决算数 2022年预算数 2022年决算数 项目支出: 420.00 310.00 388.00 1、业务工作经费 2、运行维护经费 …… "
        "3、省级专项资金 公用经费 61.20 55.00 58.40 其中:办公经费 21.00 18.00 19.50 政府采购金额 基本支出预算调整 楼堂馆所 完工项目"
    )
    (view,) = rebuild_flat_tables(outline_of("\n".join(lines.split())), 0)
    assert [[view.value(r, c) for c in range(4)] for r in range(1, len(view.grid))] == [
        ["项目支出:", "420.00", "310.00", "388.00"],
        ["公用经费", "61.20", "55.00", "58.40"],
        ["其中:办公经费", "21.00", "18.00", "19.50"],
    ]


def test_the_label_of_the_first_row_is_no_column() -> None:
    lines = (
        "预算资金构成 资金来源 年初预算 调整后预算数 实际支出数 一般公共预算 36.00 39.40 36.90 合计 36.00 39.40 36.90"
    )
    (view,) = rebuild_flat_tables(outline_of("\n".join(lines.split())), 0)
    assert [[view.value(r, c) for c in range(4)] for r in (0, 1, 2)] == [
        ["资金来源", "年初预算", "调整后预算数", "实际支出数"],
        ["一般公共预算", "36.00", "39.40", "36.90"],
        ["合计", "36.00", "39.40", "36.90"],
    ]


def test_names_that_carry_their_points_are_no_values() -> None:
    lines = "一级指标 二级指标 三级指标 年初目标值 实际完成值 得分 产出 数量指标 清扫面积（6分） ≥7万平方米 8万平方米 6"
    (view,) = rebuild_flat_tables(outline_of("\n".join(lines.split())), 0)
    assert [view.value(1, c) for c in range(6)] == ["产出", "数量指标", "清扫面积(6分)", "≥7万平方米", "8万平方米", "6"]


def test_components_and_their_points_become_a_table_again() -> None:
    lines = "评价因素 分值 得分 预算执行率 10 9.38 产出指标 50 49 合计 100 97.38"
    (view,) = rebuild_flat_tables(outline_of("\n".join(lines.split())), 0)
    assert [[view.value(r, c) for c in range(3)] for r in (1, 2, 3)] == [
        ["预算执行率", "10", "9.38"],
        ["产出指标", "50", "49"],
        ["合计", "100", "97.38"],
    ]


def test_indicators_listed_by_kind_in_one_paragraph() -> None:
    outline = outline_of(
        "1.数量指标：巡查覆盖率100%；清运量不少于30吨。2.质量指标：蚊虫密度控制在标准以内。3.满意度指标：居民满意度：≥90%。后续工作照常。"
    )
    recorder = Recorder(outline.document)
    read_indicator_list(outline.paragraphs[0].text, "环卫项目", recorder)
    assert [(r.level2, r.indicator_name, r.actual_text) for r in recorder.rows["indicators"]] == [
        ("数量指标", "巡查覆盖率", "100%"),
        ("数量指标", "清运量", "不少于30吨"),
        ("质量指标", "蚊虫密度", "控制在标准以内"),
        ("满意度指标", "居民满意度", "≥90%"),
    ]


def test_target_and_result_in_one_breath() -> None:
    outline = outline_of("主要指标：开展演练场次≥4场，实际完成5场；其他工作有序推进。")
    recorder = Recorder(outline.document)
    read_indicator_list(outline.paragraphs[0].text, None, recorder)
    (row,) = recorder.rows["indicators"]
    assert (row.indicator_name, row.target_comparator, int(row.target_value), int(row.actual_value)) == (
        "开展演练场次",
        ">=",
        4,
        5,
    )


def indicators(text: str, *, tabled: bool = False) -> list[tuple[str | None, str, str | None, str | None]]:
    """Level 2, name, target and result of the indicators that the passages of a text state."""
    outline = outline_of(text)
    recorder = Recorder(outline.document)
    for passage in outline.paragraphs:
        read_indicator_list(passage.text, passage.section.title if passage.section else None, recorder, tabled=tabled)
    rows = recorder.rows["indicators"]
    return [(row.level2, row.indicator_name, row.target_text, row.actual_text) for row in rows]


def test_numbered_indicators_with_their_completion() -> None:
    text = (
        "二、项目产出\n1.数量指标\n指标1：“培训人数”，预期指标值为≥160人，实际完成值为170人，指标完成率为106.25%；\n"
        "指标2：“见习人数”，预期指标值为≥60人，实际完成值为50人，指标完成率为83.33%，偏差原因为岗位减少。\n"
    )
    assert indicators(text) == [("数量指标", "培训人数", "≥160人", "170人"), ("数量指标", "见习人数", "≥60人", "50人")]


def test_target_and_result_in_order_and_a_name_before_a_colon() -> None:
    text = "1.数量指标：计划购置彩超3台，实购3台；受益人数应≥90人，入户测得93人。2.质量指标：验收合格率：目标值100%，实际完成值98%。\n"
    assert indicators(text) == [
        ("数量指标", "购置彩超", "3台", "3台"),
        ("数量指标", "受益人数", "≥90人", "93人"),
        ("质量指标", "验收合格率", "100%", "98%"),
    ]


def test_results_beside_a_table_of_indicators_are_achievements() -> None:
    text = "1.数量指标：全年新建厕所4236户；举办培训班3期。2.质量指标：合格率目标值98%，实际完成值99%。\n"
    assert indicators(text, tabled=True) == [("质量指标", "合格率", "98%", "99%")]
    assert len(indicators(text)) == 3


def test_rows_that_print_every_label_again_are_dealt_by_their_width() -> None:
    lines = (
        "一级指标 二级指标 三级指标 指标值 实际完成值 分值 得分 过程 预算执行 结转结余率 ≤5% 1.29% 3 3"
        " 履职 安全监管 检查企业数 ≥480家 512家 8 8 效益 社会效益 事故下降 ≥5% 11.8% 10 10 总分 100 97"
    )
    (view,) = rebuild_flat_tables(outline_of("\n".join(lines.split())), 0)
    rows = [[cell.text.text if cell else "" for cell in row] for row in view.grid]
    assert rows[1:4] == [
        ["过程", "预算执行", "结转结余率", "≤5%", "1.29%", "3", "3"],
        ["履职", "安全监管", "检查企业数", "≥480家", "512家", "8", "8"],
        ["效益", "社会效益", "事故下降", "≥5%", "11.8%", "10", "10"],
    ]
    assert rows[4] == ["", "", "总分", "", "", "100", "97"]


def test_criteria_whose_lines_survived() -> None:
    text = (
        "一级指标 二级指标 三级指标 分值 评分标准 评价得分 扣分说明\n投入（15） 目标设定 目标合理性 5 符合职责的计5分 5\n"
        "指标明确性 5 每缺一项扣1分 3 两项指标未量化\n过程（55） 预算执行 预算完成率 5 低于95%的每少1个百分点扣0.2分 4.5\n"
    )
    (view,) = rebuild_flat_tables(outline_of(text), 0)
    assert [[cell.text.text for cell in row if cell] for row in view.grid[1:]] == [
        ["投入(15)", "目标合理性", "5", "5"],
        ["指标明确性", "5", "3"],
        ["过程(55)", "预算完成率", "5", "4.5"],
    ]


def test_targets_in_brackets_and_results_of_surveys() -> None:
    text = "数量指标：聘用管护员（年度指标≥186人）完成191人；培训教师预计60人次，因疫情仅成行38人次。满意度指标：群众满意度预期92%，入户走访200户测得96.5%。\n"
    assert indicators(text) == [
        ("数量指标", "聘用管护员", "≥186人", "191人"),
        ("数量指标", "培训教师", "60人次", "38人次"),
        ("满意度指标", "群众满意度", "92%", "96.5%"),
    ]
    assert indicators("数量指标：户均增收2300元以上，村集体收入增加18万元。质量指标：合格率95%。\n") == [
        ("数量指标", "户均增收", None, "2300元以上"),
        ("数量指标", "村集体收入增加", None, "18万元"),
        ("质量指标", "合格率", None, "95%"),
    ]


def test_decimal_numbers_and_letters_head_sections() -> None:
    outline = outline_of(
        "6 问题与建议\n6.1 问题\n一是保洁责任没有落实到村。\n6.2 建议\n一是签订管护协议。\n"
        "A.老旧小区改造\nA1 基本情况\n改造6个片区。\n3个片区已经完工。\n"
    )
    assert [(section.number, section.title, section.level) for section in outline.sections] == [
        ("6", "问题与建议", 2), ("6.1", "问题", 3), ("6.2", "建议", 3), ("A", "老旧小区改造", 1), ("A1", "基本情况", 2),
    ]  # fmt: skip


def test_a_county_whose_name_begins_like_a_number_heads_no_chapter() -> None:
    assert heading_of("陆河县水务局2023年度绩效自评报告", False) is None
    assert heading_of("陆存在的问题", False).number == "陆"
