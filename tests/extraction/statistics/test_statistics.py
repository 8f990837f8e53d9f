"""Quantities in prose: which are statistics, what they count."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.document import MappedText
from orchestration.extraction import extract_report
from orchestration.extraction.statistics import ProseCell, extract_statistics
from orchestration.extraction.structure.outline import build_outline
from orchestration.reading.text import read_text
from orchestration.records import StatisticRow

HEAD = "一、基本情况\n\n二、综合评价分析\n\n(一)主要工作成效\n\n"


def read(sentence: str, *, head: str = HEAD, year: int | None = 2023) -> list[StatisticRow]:
    """The statistics of a report that says one sentence under its achievements."""
    text = head + sentence + "\n"
    rows, evidence = extract_statistics(build_outline(read_text(text, "a.txt")), budget_year=year)
    assert [item.fact_id for item in evidence] == [row.fact_id for row in rows]
    assert all(text[row.char_start : row.char_end] == row.quote for row in rows)
    return rows


def facts(sentence: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (row.subject, None if row.value is None else f"{row.value.normalize():f}", row.unit) for row in read(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("整理归档文书共6480页。", [("整理归档文书", "6480", "页")]),
        ("共化解邻里纠纷73宗。", [("化解邻里纠纷", "73", "宗")]),
        ("全年签订45份看护协议。", [("看护协议", "45", "份")]),
        ("组织开展各类讲座18场次。", [("讲座", "18", "场次")]),
        ("建成3600平方米的体育公园。", [("体育公园", "3600", "平方米")]),
        ("补植树木1.2万余株,清淤约830吨。", [("补植树木", "12000", "株"), ("清淤", "830", "吨")]),
        ("由31个调整为27个临时停车点。", [("临时停车点", "31", "个"), ("临时停车点", "27", "个")]),
        ("将12个片区细分至40个。", [("片区", "12", "个"), ("片区", "40", "个")]),
        ("签约率从51.2%提升到88.4%。", [("签约率", "51.2", "%"), ("签约率", "88.4", "%")]),
        ("报建率、验收率均达100%。", [("报建率", "100", "%"), ("验收率", "100", "%")]),
        ("拆除旧棚61宗面积2.5万平方米。", [("拆除旧棚", "61", "宗"), ("拆除旧棚面积", "25000", "平方米")]),
        ("发放高龄津贴902人次共计41.3万元。", [("发放高龄津贴", "902", "人次"), ("发放高龄津贴", "413000", "元")]),
        ("为206人提供法律援助。", [("提供法律援助", "206", "人")]),
        ("接到警情后20分钟内到达现场。", [("到达现场时限", "20", "分钟")]),
        ("查扣“四类车”88台。", [('查扣"四类车"', "88", "台")]),
        ("实现全年“零伤亡”。", [("伤亡", "0", None)]),
        ("划拨两所托育园和四所小学安保经费。", [("托育园", "2", "所"), ("小学安保经费", "4", "所")]),
        ("其中县外务工310人、县内务工95人。", [("县外务工", "310", "人"), ("县内务工", "95", "人")]),
        ("开展督导6轮次,会诊检查矿井18矿次。", [("督导", "6", "轮次"), ("会诊检查矿井", "18", "矿次")]),
        ("全年养护县道126公里、乡道205公里。", [("养护县道", "126", "公里"), ("乡道", "205", "公里")]),
        ("除雪出动机械92台班。", [("除雪出动机械", "92", "台班")]),
        ("下乡巡检48天。", [("下乡巡检", "48", "天")]),
        ("企业开办时限压缩至0.5个工作日。", [("企业开办时限", "0.5", "个工作日")]),
        ("全县实现旅游总收入12.6亿元。", [("旅游总收入", "1260000000", "元")]),
        ("组建9支队伍。", [("队伍", "9", "支")]),
        ("清扫面积由年初的310万平方米增加到年末的335万平方米。", [("清扫面积", "3100000", "平方米"), ("清扫面积", "3350000", "平方米")]),
        ("其中住院救助(1,306人次)、门诊救助(2,512人次)。", [("住院救助", "1306", "人次"), ("门诊救助", "2512", "人次")]),
        ("建成深加工生产线两条。", [("深加工生产线", "2", "条")]),
        ("清运生活垃圾八千六百吨,更换路灯一百二十五盏。", [("清运生活垃圾", "8600", "吨"), ("更换路灯", "125", "盏")]),
        ("为城市低保对象210户316人办理参保。", [("城市低保对象", "210", "户"), ("城市低保对象", "316", "人")]),
        ("悬挂光荣牌33块。", [("悬挂光荣牌", "33", "块")]),
        ("信访投诉率从年初的23%降至11.5%。", [("信访投诉率", "23", "%"), ("信访投诉率", "11.5", "%")]),
        ("抽检合格率从去年同期的91%提升至97%。", [("抽检合格率", "91", "%"), ("抽检合格率", "97", "%")]),
        ("企业开办时间由3个工作日压减到1个工作日。", [("企业开办时间", "3", "个工作日"), ("企业开办时间", "1", "个工作日")]),
        ("累计修复路灯1206盏次。", [("修复路灯", "1206", "盏次")]),
    ],
)
def test_reads_what_is_counted(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert facts(sentence) == expected


def test_a_bare_rate_or_amount_takes_what_was_counted_before() -> None:
    assert facts("走访独居老人510户,入户率97%。")[1][0] == "走访独居老人入户率"
    assert facts("发放取暖补助300人次,按时发放资金共9万元。")[1] == ("发放取暖补助资金", "90000", "元")


@pytest.mark.parametrize(
    "sentence",
    [
        "本部门内设机构7个,下属单位3个,在编人员41人。",
        "全年预算数8000万元,执行数7900万元,完成预算的98.75%。",
        "自评得分97.5分,达到优等级。",
        "推行“1+3+N”工作法,形成“三级联动”。",
        "妥善处置“0309”“1120”疫情。",
        "财建〔2021〕88号文件要求办结热线12345反映的诉求。",
        "为60岁以上老人建档,第三批试点按时建成。",
        "和平路12、14号楼外墙翻新。",
        "设置三级指标26个。",
        "力争完成改造15处。",
        "24小时值班。",
        "清水县水利局 第3页",
        "第 2 页,共 16 页",
    ],
)
def test_leaves_what_is_no_statistic(sentence: str) -> None:
    assert facts(sentence) == []


@pytest.mark.parametrize("chapter", ["四、下一步改进措施", "一、基本情况"])
def test_plans_and_the_overview_state_no_statistics(chapter: str) -> None:
    assert read("走访商户120家。", head=f"{chapter}\n\n") == []


def test_problems_state_what_was_reached_not_what_is_proposed() -> None:
    (row,) = read("政策知晓率仅为87%。建议三年内培训宣传员20名。", head="三、存在的主要问题\n\n")
    assert (row.subject, row.value, row.unit) == ("政策知晓率", 87, "%")


def test_comparator_period_section_and_value_as_printed() -> None:
    (row,) = read("2022年4月巡查河道超过1.3万人次。")
    assert (row.comparator, row.period, row.value_text) == (">", "2022年4月", "超过1.3万人次")
    assert row.section == "二综合评价分析/(一)主要工作成效"
    assert [row.period for row in read("每日出动清扫工人90名,洒水车4台。全年清运垃圾70吨。")] == [
        "每日",
        "每日",
        "2023",
    ]
    assert read("走访商户120家。", year=None)[0].period is None
    assert [row.period for row in read("日均清运垃圾34.5吨；清理卫生死角326处。")] == ["日均", "2023"]


def test_what_cannot_be_read_for_sure_is_kept_without_value() -> None:
    (row,) = read("动员9.000多名群众参与。")
    assert (row.value, row.value_text, row.unit) == (None, "9.000多名", "名")


def test_a_figure_over_a_page_break_is_quoted_with_the_break() -> None:
    (row,) = read("本年度持续加大力度推进各项任务落地见效,督促整改\n\n隐患 700 余个。")
    assert (row.subject, row.value, "\n" in row.quote) == ("督促整改隐患", 700, True)


def test_claimed_figures_are_left_to_their_fact() -> None:
    text = HEAD + "下拨活动经费88.5万元,走访商户120家。\n"
    at = text.index("88.5")
    rows, _ = extract_statistics(build_outline(read_text(text, "a.txt")), budget_year=2023, claimed=[(at, at + 4)])
    assert [row.subject for row in rows] == ["走访商户"]


def test_prose_cells_are_read_under_their_own_label() -> None:
    text = "工作任务\t完成情况\n绿化\t新种乔木350棵,成活率96%\n"
    start = text.index("新种")
    cell = ProseCell(MappedText.of(text, [(start, len(text) - 1)]), "任务/绿化")
    rows, _ = extract_statistics(build_outline(read_text(text, "a.txt")), [cell], budget_year=2023)
    assert [(row.section, row.value, row.unit) for row in rows] == [("任务/绿化", 350, "棵"), ("任务/绿化", 96, "%")]


@given(
    st.integers(2, 10**7),
    st.sampled_from(["宗", "个", "户", "场次", "人次", "处", "份", "吨", "平方米"]),
    st.sampled_from(["清理", "排查", "登记", "安装", "走访", "培训"]),
    st.sampled_from(["商铺", "管线", "新能源桩", "雨棚", "茶园"]),
    st.sampled_from(["", " "]),
)
def test_any_count_is_read_with_its_noun(number: int, unit: str, verb: str, noun: str, blank: str) -> None:
    ((subject, value, read_unit),) = facts(f"全年共{verb}{noun}{blank}{number:,}{blank}{unit}。")
    assert noun in subject and (value, read_unit) == (f"{Decimal(number):f}", unit)


def test_ranks_are_statistics() -> None:
    assert facts("垃圾分类考核综合排名全区第三。") == [("垃圾分类考核排名", "3", None)]
    assert facts("全年走访商户120家,位列全市第2名。")[1] == ("走访商户排名", "2", "名")
    assert facts("第三批试点,第二条规定。") == []


@pytest.mark.parametrize(
    "table",
    [
        "预算执行情况\t资金来源\t全年预算数\t全年执行数\t执行率\n预算执行情况\t合计\t358.50\t358.50\t100%\n完成情况\t新造油茶林520亩，改造低产林2850亩，培训林农412人次。",
        "三级指标\t分值\t评分标准\t得分依据\t自评得分\n产出情况\t10\t按比例得分\t新造油茶林520亩，改造低产林2850亩，培训林农412人次。\t10\n满意程度\t10\t按比例得分\t问卷反映良好，群众认可。\t9",
        "总体目标\t新造油茶林500亩，改造低产林3000亩，培训林农400人次，林农增收。\t完成情况\t新造油茶林520亩，改造低产林2850亩，培训林农412人次，林农普遍增收。",
    ],
    ids=["a row of a form", "the basis of points", "beside the goal"],
)
def test_results_told_in_cells(table: str) -> None:
    report = extract_report(f"青禾县林业局2023年度油茶项目支出绩效自评表\n\n{table}\n".encode(), "report.txt")
    told = [(row.subject, row.value, row.unit) for row in report.statistics]
    assert told == [("新造油茶林", 520, "亩"), ("改造低产林", 2850, "亩"), ("培训林农", 412, "人次")]


@pytest.mark.parametrize("sentence", ["按照三个要求,分为两个。", "落实二十条措施。", "县道214线大修。", "逐户走访,每月两次。"])
def test_slogans_names_and_rhythms_in_words_count_nothing(sentence: str) -> None:
    assert facts(sentence) == []


@pytest.mark.parametrize("column", ["自评情况", "评价说明", "计分说明"])
def test_what_was_done_for_the_points_in_a_short_cell(column: str) -> None:
    table = f"指标名称\t满分\t得分\t{column}\n质量达标\t15\t14\t检查企业86家次，发现隐患213条\n资产管理\t10\t9\t个别设备未登记\n"
    text = f"青禾县应急局2023年度部门整体支出绩效自评报告\n\n{table}"
    rows = extract_report(text.encode(), "report.txt").statistics
    assert [(row.subject, row.value) for row in rows] == [("检查企业", Decimal(86)), ("发现隐患", Decimal(213))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # two counts of one thing, which is told behind the second
        ("组建9支共130人的救援队伍。", [("救援队伍", "9", "支"), ("救援队伍", "130", "人")]),
        ("为52户76名残疾人改造家庭设施。", [("残疾人改造家庭设施", "52", "户"), ("残疾人改造家庭设施", "76", "名")]),
        ("项目6个,12个项目中9个已投产。", [("项目", "6", "个"), ("项目", "12", "个"), ("项目投产", "9", "个")]),
        # growth of what has a name of its own, or of what was counted before
        ("新增企业11家,社零总额增长8.3%。", [("企业", "11", "家"), ("社零总额增长", "8.3", "%")]),
        ("亩均产量412公斤,比改造前增加51公斤。", [("亩均产量", "412", "公斤"), ("亩均产量比改造前增加", "51", "公斤")]),
        ("抽检合格率98%,较上年提高2个百分点。", [("抽检合格率", "98", "%"), ("抽检合格率较上年提高", "2", "个百分点")]),
        # one figure each for what was named before
        (
            "接待游客9万人次,销售茶叶30吨,同比分别增长8.4%和9.1%。",
            [
                ("接待游客", "90000", "人次"),
                ("销售茶叶", "30", "吨"),
                ("接待游客同比增长", "8.4", "%"),
                ("销售茶叶同比增长", "9.1", "%"),
            ],
        ),
        # the measure a rate is told for is no part of its name
        ("补助标准由每人每月693元提高到762元。", [("补助标准", "693", "元"), ("补助标准", "762", "元")]),
        ("投诉量由每采暖季120件下降到50件。", [("投诉量", "120", "件"), ("投诉量", "50", "件")]),
        # people without a measure word, coefficients without a unit, answers in points
        ("11.4万群众喝上放心水。", [("群众喝上放心水", "114000", "人")]),
        ("惠及3.2万农户。", [("农户", "32000", "户")]),
        ("灌溉水有效利用系数达到0.615。", [("灌溉水有效利用系数", "0.615", None)]),
        ("综合满意度为93.45分。", [("综合满意度", "93.45", "分")]),
        ("安装智能水表2,650块。", [("安装智能水表", "2650", "块")]),
        ("提出审计建议97条,被采纳91条。", [("提出审计建议", "97", "条"), ("被采纳", "91", "条")]),
        ("改造危房60户,其中新建38户。", [("改造危房", "60", "户"), ("改造危房新建", "38", "户")]),
        ("二是集中供养率达到43.5%。", [("集中供养率", "43.5", "%")]),
    ],
)
def test_counts_that_share_or_lack_a_name(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert facts(sentence) == expected


def test_points_for_satisfaction_are_no_answer() -> None:
    assert facts("满意度指标得9分。") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("1.农村低保。保障603户877人。", [("农村低保保障", "603", "户"), ("农村低保保障", "877", "人")]),
        ("2.城市低保。保障标准提高到762元。", [("城市低保保障标准", "762", "元")]),
        ("3.产出情况。完成12个。", []),
    ],
)
def test_the_label_of_an_item_names_what_its_counts_leave_out(
    sentence: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert facts(sentence) == expected


def test_the_name_of_a_row_names_what_its_result_leaves_out() -> None:
    text = "重点任务\t年初目标\t实际完成\n乡村旅游点创建\t创建旅游点2家\t创建3家,其中三星级1家\n"
    outline = build_outline(read_text(text, "a.txt"))
    cell = outline.tables[0].grid[1][2]
    assert cell is not None
    rows, _ = extract_statistics(outline, [ProseCell(cell.text, "创建旅游点2家")], budget_year=2023)
    assert [(row.subject, row.value) for row in rows] == [("创建旅游点", 3), ("三星级", 1)]


def test_results_told_in_a_chapter_on_goals() -> None:
    head = "一、基本情况\n\n(二)项目绩效目标\n\n"
    assert [row.subject for row in read("实际:安置就业困难人员426人。", head=head)] == ["安置就业困难人员"]
    assert read("安置就业困难人员400人。", head=head) == []


def test_a_chapter_on_problems_and_measures_states_results_but_in_its_measures() -> None:
    text = (
        "部门整体支出绩效自评报告\n\n一、存在的问题及改进方向\n\n"
        "(1)回访率不高,仅抽查回访210件。改进方向:每季回访300件。\n"
    )
    record = extract_report(text.encode(), "a.txt")
    assert [row.value for row in record.statistics] == [210]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2个小区因燃气管道迁改顺延。", [("小区", "2", "个")]),
        ("带动脱贫户318户增收。", [("带动脱贫户", "318", "户")]),
        ("为27个村配齐音响设备。", [("村", "27", "个")]),
        ("组织事业单位公开招聘137人。", [("事业单位公开招聘", "137", "人")]),
        ("提供案卷3410卷次,开展线上课堂36讲。", [("提供案卷", "3410", "卷次"), ("开展线上课堂", "36", "讲")]),
    ],
)
def test_verbs_and_units_of_work(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert facts(sentence) == expected


def test_an_overview_tells_the_results_of_the_year() -> None:
    (row,) = read("一年来,我局开通村级配送线路17条。", head="一、基本情况\n\n")
    assert (row.subject, row.value) == ("开通村级配送线路", 17)


def test_the_label_of_a_form_heads_what_was_achieved() -> None:
    form = "一、部门(单位)基本概况\n\n年度部门(单位)总体运行情况及取得的成绩\n\n改造户厕31座,硬化村道4.5公里。\n"
    found, _ = extract_statistics(build_outline(read_text(form, "r.txt")), budget_year=2023)
    assert [(row.subject, row.value) for row in found] == [("改造户厕", 31), ("硬化村道", Decimal("4.5"))]
