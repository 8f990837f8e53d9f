"""The header of documents in many layouts, each text invented."""

from __future__ import annotations

import pytest

from orchestration.extraction.errors import NotAReport
from orchestration.extraction.header import read_header
from orchestration.extraction.structure.outline import build_outline
from orchestration.reading.text import read_text
from orchestration.records import HeaderRow

BODY = """
一、基本情况
（一）部门概况
本部门内设机构6个，下属单位2个。
（二）部门整体收支情况
2020年度全年预算数1200.50万元，执行数1180.10万元，预算执行率98.30%。
二、综合评价分析
（一）自评结论
经综合评价，绩效自评得分95分，等级为优。
三、存在的主要问题
一是预算编制不够细。
四、下一步改进措施
一是细化预算编制。
"""


def header(text: str, file_name: str = "a.txt") -> HeaderRow:
    outline = build_outline(read_text(text, file_name))
    row, evidence = read_header(outline, file_name)
    assert row.quote == outline.document.text[row.char_start : row.char_end]
    for each in evidence:
        assert each.quote == outline.document.text[each.char_start : each.char_end]
    return row


TITLES = [
    (
        "临川市青禾区人民政府柳桥街道办事处2020年度部门整体支出绩效自评报告\n",
        "临川市青禾区人民政府柳桥街道办事处",
        2020,
    ),
    (
        "2020年度临川市青禾区人民政府柳桥街道 办事处\n部门整体支出 绩效自评报告\n",
        "临川市青禾区人民政府柳桥街道办事处",
        2020,
    ),
    ("2020 年\n临川市青禾区柳桥街道办事处\n部门整体支出绩效评价自评报告\n", "临川市青禾区柳桥街道办事处", 2020),
    ("附件1\n\n临川市教育局关于2020年度部门整体支出绩效自评情况的报告\n", "临川市教育局", 2020),
    (
        "索引号：113417/202108-00012\n发文机构：青禾县财政局\n发布日期：2021-08-01\n浏览次数：133\n青禾县民政局2020年整体支出绩效评价报告\n",
        "青禾县民政局",
        2020,
    ),
    ("二〇二〇年度青禾县柳桥镇人民政府年度绩效自评报告\n", "青禾县柳桥镇人民政府", 2020),
    ("关于青禾县卫生健康委员会2020年度整体支出绩效自评的报告\n", "青禾县卫生健康委员会", 2020),
    ("# 青禾县人民检察院\n\n# 2020年度部门整体绩效自评报告\n", "青禾县人民检察院", 2020),
    ("青禾县柳桥镇2020年绩效自评报告\n", "青禾县柳桥镇", 2020),
    (
        "当前位置：首页 > 政务公开 > 绩效\n2021-07-06\n【字体：大 中 小】\n2020年度青禾县和平乡人民政府部门整体支出绩效自评报告\n",
        "青禾县和平乡人民政府",
        2020,
    ),
    (
        "部门整体支出绩效自评报告\n（2020年度）\n单位名称：青禾县应急管理局（盖章）  填报日期：2021年3月5日\n",
        "青禾县应急管理局",
        2020,
    ),
    ("2021年公开的2020年度青禾县水利局部门整体支出绩效自评报告\n", "青禾县水利局", 2020),
    ("青禾县公安局交通警察大队2020年部门整体支出绩效自评报告\n", "青禾县公安局交通警察大队", 2020),
    ("2020年度部门整体支出绩效自评报告\n\n青禾县自然资源和规划局\n2021年4月\n", "青禾县自然资源和规划局", 2020),
]


@pytest.mark.parametrize(("head", "office", "year"), TITLES)
def test_title_gives_office_and_year(head: str, office: str, year: int) -> None:
    row = header(head + BODY)
    assert (row.office_name.replace(" ", ""), row.budget_year) == (office, year)
    assert (row.subject_kind, row.subject_name, row.report_kind) == ("department", None, "report")
    assert row.declared_amount_unit == "万元"


def test_title_is_joined_without_layout_blanks() -> None:
    row = header("2020 年度临川市青禾区人民政府柳桥街道 办事\n处部门整体支出 绩效自评报告\n" + BODY)
    assert row.title == "2020年度临川市青禾区人民政府柳桥街道办事处部门整体支出绩效自评报告"
    assert row.office_name == "临川市青禾区人民政府柳桥街道办事处"


def test_short_name_in_title_takes_the_full_form_of_the_text() -> None:
    row = header(
        "2020年柳桥街道部门整体支出绩效自评报告\n"
        + BODY
        + "\n五、其他\n本报告由临川市青禾区人民政府柳桥街道办事处负责解释。\n"
    )
    assert row.office_name == "临川市青禾区人民政府柳桥街道办事处"


def test_abbreviated_federation_takes_the_full_form() -> None:
    row = header("区残联2020年部门整体支出绩效自评报告\n" + BODY + "临川市青禾区残疾人联合会是群团组织。\n")
    assert row.office_name == "临川市青禾区残疾人联合会"


def test_word_before_the_name_is_no_part_of_it() -> None:
    row = header(TITLES[0][0] + BODY + "编报范围的单位包括临川市青禾区人民政府柳桥街道办事处（本级）和下属单位。\n")
    assert row.office_name == "临川市青禾区人民政府柳桥街道办事处"


def test_without_title_the_body_speaks_of_its_office() -> None:
    row = header(
        "一、部门概况\n青禾县林业局是县政府工作部门，内设机构5个。青禾县林业局2020年度决算支出800万元。\n"
        "根据青禾县财政局《关于开展2021年预算绩效自评工作的通知》，我局开展了绩效自评。\n" + BODY
    )
    assert (row.title, row.office_name, row.budget_year) == (None, "青禾县林业局", 2020)


def test_signature_names_the_office() -> None:
    row = header("部门整体支出绩效自评报告\n" + BODY + "我局将继续努力。\n青禾县统计局\n2021年3月20日\n")
    assert row.office_name == "青禾县统计局"


def test_a_letter_is_from_its_signature_not_to_its_addressee() -> None:
    row = header(
        "关于报送2020年部门整体支出绩效自评报告的函\n县财政局：\n按照要求，我局开展了自评。\n" + BODY + "青禾县水务局\n2021年3月1日\n"
    )
    assert (row.title, row.office_name) == ("关于报送2020年部门整体支出绩效自评报告的函", "青禾县水务局")


def test_file_name_helps_where_the_text_is_silent() -> None:
    body = BODY.replace("2020年度", "")
    row = header("部门整体支出绩效自评报告\n" + body, "公开/2020年/青禾县审计局2020年部门整体支出绩效自评报告.txt")
    assert (row.office_name, row.budget_year) == ("青禾县审计局", 2020)


def test_heading_beats_a_misleading_file_name() -> None:
    assert header(TITLES[0][0] + BODY, "2019年青禾县审计局自评.txt").budget_year == 2020


@pytest.mark.parametrize(
    ("printed", "year"), [("2011", 2011), ("2010", 2010), ("2031", 2031), ("2035", 2035), ("2009", None), ("2036", None)]
)
def test_a_title_outside_the_years_of_the_warehouse_gives_none(printed: str, year: int | None) -> None:
    text = TITLES[0][0].replace("2020", printed) + BODY + "2021年度预算安排1300万元，2021年我局将继续做好工作。\n"
    assert header(text, "2021年自评报告.txt").budget_year == year


def test_the_end_of_a_plan_is_not_the_budget_year() -> None:
    text = "青禾县财政局部门整体支出绩效自评报告\n" + BODY.replace("2020年度", "") + "到2035年基本实现预算管理现代化，到2030年收入翻番。\n"
    assert header(text).budget_year is None


def test_document_on_next_years_work_is_not_the_budget_year() -> None:
    text = "青禾县司法局部门整体支出绩效自评报告\n根据《关于印发2021年预算绩效管理工作方案的通知》（财监〔2021〕1号），开展2020年部门整体支出绩效自评工作。\n"
    assert header(text + BODY).budget_year == 2020


DEPARTMENT_FORM = """部门整体支出绩效自评表
\t\t\t
部门名称（汇总）\t临川市青禾区人民政府柳桥街道办事处\t被评价年度\t2020年
部门资金情况\t年初预算\t1,200.50\t
主要任务\t预期目标\t目标完成情况\t任务涉及资金（万元）
社区建设\t建好三个社区\t建成三个社区\t20.5
存在问题\t一是预算编制不细。\t\t
"""


def test_department_form() -> None:
    row = header(DEPARTMENT_FORM)
    assert (row.office_name, row.budget_year, row.report_kind) == ("临川市青禾区人民政府柳桥街道办事处", 2020, "form")
    assert (row.subject_kind, row.scope, row.declared_amount_unit) == ("department", "consolidated", "万元")


PROJECT_FORM = """项目支出绩效自评表
（2020年度）
项目名称\t农村道路养护补助\t项目编码\t0012
主管部门\t219-青禾县交通运输局\t实施单位\t219001-青禾县公路管理站
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t100\t100\t95\t10\t95%\t9.5
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t养护里程\t≥30公里\t32公里\t50\t50
"""


def test_project_form() -> None:
    row = header(PROJECT_FORM)
    assert (row.subject_kind, row.subject_name) == ("project", "农村道路养护补助")
    assert (row.office_name, row.budget_year, row.report_kind) == ("青禾县公路管理站", 2020, "form")
    assert row.declared_amount_unit == "万元"


def test_the_code_before_a_project_is_no_part_of_its_name() -> None:
    coded = PROJECT_FORM.replace("农村道路养护补助", "51012323T000001234567-农村道路养护补助")
    assert header(coded).subject_name == "农村道路养护补助"


def test_the_form_of_an_office_before_those_of_its_projects() -> None:
    office = "部门（单位）整体支出绩效目标自评表\n（2022年度）\n部门名称\t青禾县水务局\n资金总额\t126\t134\n总分\t95\n"
    found = header(office + "项目支出绩效自评表\n（2022年度）单位：元\n项目名称\t渠道清淤\n年度资金总额\t48\t51\n总分\t97\n")
    assert (found.subject_kind, found.subject_name) == ("department", None)


def test_report_with_its_form_is_both() -> None:
    assert header(TITLES[0][0] + BODY * 3 + DEPARTMENT_FORM).report_kind == "both"


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("2020年青禾县民政局困难群众救助补助资金绩效自评报告\n", "project", "困难群众救助补助资金"),
        ("青禾县水利局2020年度山洪灾害防治项目支出绩效自评报告\n", "project", "山洪灾害防治"),
        (
            "青禾县教育局2020年中央对地方转移支付学生资助补助经费绩效自评报告\n",
            "transfer",
            "中央对地方转移支付学生资助补助经费",
        ),
        ("青禾县商务局2020年稳岗政策绩效自评报告\n", "policy", "稳岗政策"),
    ],
)
def test_subject_of_a_title(title: str, kind: str, name: str) -> None:
    row = header(title + BODY)
    assert (row.subject_kind, row.subject_name) == (kind, name)


def test_own_scope_and_reissue() -> None:
    row = header("青禾县财政局（本级）2020年度部门整体支出绩效自评报告（更正）\n" + BODY)
    assert (row.office_name, row.scope, row.is_reissue) == ("青禾县财政局", "own", True)
    assert header(TITLES[0][0] + BODY, "自评报告-重新公开.txt").is_reissue is True
    assert header(TITLES[0][0] + BODY).is_reissue is False


def test_what_nothing_states_is_null() -> None:
    unnamed = header("2020年度部门整体支出绩效自评报告\n" + BODY)
    assert (unnamed.office_name, unnamed.budget_year) == (None, 2020)
    undated = header("青禾县财政局部门整体支出绩效自评报告\n" + BODY.replace("2020年度", ""))
    assert (undated.office_name, undated.budget_year) == ("青禾县财政局", None)


def test_a_table_of_targets_says_that_it_is_one() -> None:
    rows = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t里程\t30公里\n"
    assert header("2020年项目绩效目标申报表\n项目名称\t道路养护\n" + rows).is_targets_only is True
    assert header(TITLES[0][0] + BODY).is_targets_only is False


def test_a_page_that_lost_its_title_is_a_report() -> None:
    page = "（二）资金使用情况\n项目年初预算安排42万元，实际支出40.6万元，执行率96.67%。\n（三）绩效目标完成情况\n数量指标全部完成。\n"
    assert header(page).title is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "青禾县公园今日开园\n\n2020年5月1日，青禾县城市公园正式开园，首日迎来游客3000人次，市民纷纷点赞。\n",
            "no self-evaluation",
        ),
        (
            "青禾县财政局关于开展2020年度部门整体支出绩效自评工作的通知\n\n各单位：\n为做好自评工作，现将有关事项通知如下。\n一、工作要求\n请于3月底前报送绩效自评报告。\n",
            "notice",
        ),
        ("我县召开2020年绩效自评工作会议\n\n会议要求各部门做好绩效自评。\n", "notice"),
        ("姓名\t电话\n张三\t100\n李四\t200\n", "no self-evaluation"),
    ],
)
def test_what_is_no_report_has_a_reason(text: str, reason: str) -> None:
    with pytest.raises(NotAReport, match=reason):
        header(text)


def test_the_unit_beside_its_label() -> None:
    found = header("青禾县防治所2023年度部门整体支出绩效自评\n\n部门名称\t青禾县防治所\t单位\t万元\n\n预算数\t820.00\n")
    assert found.declared_amount_unit == "万元"


def test_a_blank_template_behind_the_form_names_no_office() -> None:
    form = "部门（单位）名称\t{}\n年度履职目标\t{}\n"
    found = header(
        "2023年度部门整体支出绩效自评表\n\n" + form.format("青禾县柳桥镇人民政府", "建设宜居小镇。") + "\n（填报模板）\n部门（单位）名称\n年度履职目标\n"
    )
    assert found.office_name == "青禾县柳桥镇人民政府"


def test_a_page_without_line_breaks_declares_its_unit_and_year() -> None:
    found = header(
        "附件3 项目支出绩效自评表 （2023年度） 填报单位：青禾县农技中心 单位：万元 项目名称 黑土地保护 主管部门 青禾县农业农村局 实施单位 青禾县农技中心 "
        "年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额 300 300 285.6 10 95.20% 9.52 "
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 效益指标 经济效益指标 亩均节本 ≥45元 47元"
    )
    assert (found.declared_amount_unit, found.budget_year) == ("万元", 2023)


@pytest.mark.parametrize(
    "told",
    [
        "部门整体支出绩效自评报告\n（2018-2020年度）\n青禾县水务局\n{}",
        "部门整体支出绩效自评报告（青禾县水务局）\n2020年，全体干部认真履职。\n{}",
        "部门整体支出绩效自评报告\n青禾县水务局\n{}截至2020年12月31日，账面资产完好。\n",
    ],
)
def test_years_of_ranges_openings_and_year_ends(told: str) -> None:
    row = header(told.format(BODY.replace("2020年度", "")))
    assert (row.office_name, row.budget_year) == ("青禾县水务局", 2020)


def test_a_line_that_counts_materials_is_no_part_of_the_title() -> None:
    row = header("2021年绩效自评材料之二\n青禾县水务局2020年度部门整体支出绩效自评报告\n" + BODY)
    assert (row.title, row.budget_year) == ("青禾县水务局2020年度部门整体支出绩效自评报告", 2020)


def test_the_menu_of_a_site_is_no_part_of_the_title() -> None:
    menu = "网站首页\n青禾概况\n政务公开\n办事大厅\n政民互动\n数据开放\n"
    row = header(menu + "2022年度部门整体支出绩效自评报告\n来源：青禾县水务局\n" + BODY.replace("2020", "2022"))
    assert (row.title, row.budget_year) == ("2022年度部门整体支出绩效自评报告", 2022)
    assert row.office_name == "青禾县水务局"


def test_what_a_sheet_holds_is_no_part_of_the_title() -> None:
    sheets = "附表1 部门概况\n\n青禾县水务局2022年部门整体支出绩效自评表格\n\n附表2 部门预算执行\n\n预算执行情况\n\n单位：万元\n"
    row = header(sheets)
    assert row.title == "青禾县水务局2022年部门整体支出绩效自评表格"
    assert (row.office_name, row.budget_year) == ("青禾县水务局", 2022)


@pytest.mark.parametrize(
    "behind", ["_青禾县人民政府信息公开", " - 某某文库", ".docx_在线文档", "-政务公开平台", "_绩效专栏_青禾县人民政府"]
)
def test_what_a_site_prints_behind_a_title_is_no_part_of_it(behind: str) -> None:
    read = header(f"青禾县2022年农村公路养护补助资金绩效自评报告{behind}\n一、项目资金情况\n下达资金120万元。\n")
    assert read.title == "青禾县2022年农村公路养护补助资金绩效自评报告"
    assert read.subject_kind == "project"
    assert read.office_name is None


def test_an_office_behind_a_title_is_its_office() -> None:
    assert header("2022年度部门整体支出绩效自评报告-青禾县民政局\n一、基本情况\n").office_name == "青禾县民政局"


def test_a_form_on_one_line_has_its_title() -> None:
    read = header("青禾县2024年度项目支出绩效自评表 主管部门及代码 青禾县交通局[018] 实施单位 青禾县公路养护中心 一级指标 二级指标 三级指标\n")
    assert (read.title, read.office_name) == ("青禾县2024年度项目支出绩效自评表", "青禾县公路养护中心")


@pytest.mark.parametrize(
    "text",
    [
        "2、资金分配情况\n按各乡镇面积分配资金80万元。\n3、存在问题。个别农户账户变更未报备。\n",
        "（二）项目完成情况\n培训农民300人，补贴12万元。\n（三）存在的问题和改进措施\n资料归集不及时。\n",
    ],
)
def test_headings_of_money_and_results_tell_a_page_of_a_report(text: str) -> None:
    assert header(text).title is None


def test_a_station_before_the_long_river_is_an_office() -> None:
    title = "青禾县渔政监督管理站长江禁捕专项资金绩效自评报告"
    assert header(f"{title}\n一、项目资金情况\n下达资金120万元。\n").office_name == "青禾县渔政监督管理站"


def test_chapters_of_a_page_without_a_title_are_of_a_report() -> None:
    header("二、部门财务情况\n2023年度收入总计512.6万元，调整后预算512.6万元，预算完成率100%。\n三、部门履职成效\n举办展览6个，观众满意度97%。\n")


def test_the_line_below_a_title_names_the_project_in_brackets() -> None:
    title = "青禾县柳河乡中心学校2023年度项目支出绩效自评报告\n"
    assert header(title + "（公用经费补助资金）\n" + BODY).subject_name == "公用经费补助资金"
    assert header(title + "（2023年度）\n" + BODY).subject_name is None
    assert header(title + "（修订稿）\n" + BODY).subject_name is None
