"""Which office reports: names joined by 和, offices of forms, banners of web sites, names that other words touch."""

import pytest

from orchestration.extraction.header.names import clean_name, named_offices
from tests.extraction.header.test_header import BODY, header

FORM = "2022年度项目支出绩效自评表\n项目名称:渠道维修\n主管部门:{superior}\n实施单位:{implementer}\n" + BODY


@pytest.mark.parametrize(
    "text, name",
    [
        ("青禾县住房和城乡建设局2022年改造小区15个", "青禾县住房和城乡建设局"),
        ("青禾县文化和旅游局2021年度收入合计", "青禾县文化和旅游局"),
        ("本项目由青禾县水利局组织实施", "青禾县水利局"),
        ("材料报青禾县水利局", "青禾县水利局"),
        ("青禾县林业和草原局2021年度共对7个项目开展绩效自评", "青禾县林业和草原局"),
        ("由原青禾县林业局实施", "青禾县林业局"),
    ],
)
def test_words_around_and_inside_a_name(text: str, name: str) -> None:
    assert [text[start:end] for start, end in named_offices(text)] == [name]


def test_codes_dates_and_lone_brackets_behind_a_name() -> None:
    assert clean_name("青禾县水利局[311]") == "青禾县水利局"
    assert clean_name("青禾县水利局(2024年2月26日)") == "青禾县水利局"
    assert clean_name("青禾县水利局)") == "青禾县水利局"


@pytest.mark.parametrize(
    "superior, implementer, office",
    [
        ("青禾县农业农村局", "县农田建设服务站", "青禾县农业农村局"),
        ("青禾县民政局", "青禾县民政局及各乡镇", "青禾县民政局"),
        ("青禾县柳桥镇人民政府", "柳桥镇建设管理中心", "青禾县柳桥镇人民政府"),
        ("青禾县林业局", "青禾县国有林场", "青禾县国有林场"),
    ],
)
def test_the_office_of_a_form_on_a_project(superior: str, implementer: str, office: str) -> None:
    assert header(FORM.format(superior=superior, implementer=implementer)).office_name == office


def test_the_banner_of_a_web_site_is_not_the_office() -> None:
    text = "青禾县人民政府\n青禾县2022年乡村振兴专项资金绩效自评报告\n青禾县农业农村局\n" + BODY
    assert header(text).office_name == "青禾县农业农村局"


def test_who_carries_a_project_out_reports() -> None:
    text = "青禾县2022年抚恤补助经费绩效自评报告\n" + BODY + "本项目由青禾县退役军人事务局组织实施。县财政局拨付资金。县财政局复核。"
    assert header(text).office_name == "青禾县退役军人事务局"


def test_whom_a_report_is_for_is_not_in_its_title() -> None:
    found = header("青禾县财政局：\n青禾县农业农村局2022年衔接资金绩效自评报告\n" + BODY)
    assert (found.title, found.office_name) == ("青禾县农业农村局2022年衔接资金绩效自评报告", "青禾县农业农村局")


def test_the_local_department_fills_in_the_form_of_a_transfer() -> None:
    form = FORM.replace("主管部门", "地方主管部门").replace("实施单位", "资金使用单位")
    assert header(form.format(superior="青禾县水利局", implementer="青禾县供水管理站")).office_name == "青禾县水利局"
    assert header(form.format(superior="南岭省水利厅", implementer="青禾县水利局")).office_name == "青禾县水利局"
    assert header(form.format(superior="青禾县人民政府", implementer="青禾县水利局")).office_name == "青禾县水利局"


@pytest.mark.parametrize(
    "sentence, office",
    [
        ("此次评价采用问卷调查等方法，对青禾县教育局农村学生营养改善项目绩效进行客观评价。覆盖学校96所，实际覆盖学校96所。", "青禾县教育局"),
        ("改造网点12个，分拣中心投入使用；青禾县供销合作社联合社2023年绩效目标设定清晰。", "青禾县供销合作社联合社"),
        ("项目联合县职教中心实施；青禾县供销合作社联合社2023年绩效目标设定清晰。", "青禾县供销合作社联合社"),
    ],
)
def test_words_of_the_work_are_no_office(sentence: str, office: str) -> None:
    text = f"三、综合评价情况及评价结论\n（一）评价结论\n{sentence}自评得分95分。\n四、存在问题\n预算执行进度慢。\n五、改进措施\n加快进度。\n"
    assert header(text).office_name == office


def test_a_short_form_in_brackets_is_no_office_of_its_own() -> None:
    text = "2020年度整体支出绩效自评报告\n\n为加强支出管理，云溪市水上应急服务中心（以下简称中心）对2020年度整体支出开展了绩效自评。\n"
    assert header(text).office_name == "云溪市水上应急服务中心"


def test_where_works_were_tendered_is_no_office_of_the_report() -> None:
    text = "2022年农田建设项目绩效自评报告\n一、管理情况\n施工单位均通过公共资源交易中心公开招标确定。\n二、自评结论\n自评得分95分。\n"
    assert header(text).office_name is None


def test_the_path_of_a_page_names_the_office_whose_pages_they_are() -> None:
    title = "2022年度柳河治理项目绩效自评报告\n"
    assert header("青禾县水利局 > 通知公告 > 正文\n" + title + BODY).office_name == "青禾县水利局"
    of_government = "青禾县人民政府 > 政务公开 > 绩效管理\n发布机构:青禾县水利局\n"
    assert header(of_government + title + BODY).office_name == "青禾县水利局"
    assert header("首页 > 县财政局 > 绩效评价\n" + title + BODY).office_name != "县财政局"


@pytest.mark.parametrize(
    "sentence",
    [
        "青禾市财政局青财农指【2023】10号文件《关于下达水利发展资金预算的通知》，下达青禾县水利发展资金226万元。",
        "南岭省财政厅 南岭省水利厅《关于提前下达水利发展资金预算的通知》（南财农〔2020〕16号）下达我县水利发展资金50万元。",
        "工程按合同进度支付资金，青禾县水务投资有限公司作为项目业主单位。",
    ],
)
def test_who_gave_the_money_or_builds_is_no_office_of_the_report(sentence: str) -> None:
    found = header(f"附件3青禾县2023年度水利发展资金绩效自评报告\n一、绩效目标分解下达情况\n{sentence}\n二、绩效目标完成情况\n已完工。\n")
    assert (found.office_name, found.subject_name) == (None, "水利发展资金")


def test_a_school_of_all_grades_that_is_named_with_its_place_is_an_office() -> None:
    title = "青禾县柳河乡九年一贯制学校2023年度项目支出绩效自评报告\n"
    assert header("发布机构:青禾县教育体育局\n" + title + BODY).office_name == "青禾县柳河乡九年一贯制学校"
    assert header("2023年度九年一贯制学校项目绩效自评报告\n发布机构:青禾县教育体育局\n" + BODY).office_name == "青禾县教育体育局"
