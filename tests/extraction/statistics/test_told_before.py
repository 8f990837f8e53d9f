"""Figures by what was told before them: the rest, the sum, what was done of a plan; figures that only qualify others."""

from __future__ import annotations

import pytest

from orchestration.extraction import extract_report
from tests.extraction.statistics.test_what_figures_are_of import facts


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("改建公厕41座，每户补助800元；剩余6座顺延至次年。", ("改建公厕剩余", "6", "座")),
        ("维修危房53户，其余4户因外出未完成。", ("维修危房其余", "4", "户")),
        ("全镇剩余21户56名困难群众全部搬迁。", ("困难群众", "56", "名")),
        ("造林0.4万亩、封育0.7万亩，合计1.1万亩。", ("造林、封育合计", "11000", "亩")),
        ("造林0.4万亩，治沙2万亩，合计5万亩。", ("治沙", "50000", "亩")),  # they do not add up to it
        ("计划抽检2100批次，实际完成2260批次。", ("抽检", "2260", "批次")),
        ("拟修渠9公里，实际修渠8公里。", ("修渠", "8", "公里")),
        ("原计划改厕30座，完成28座。", ("改厕", "28", "座")),
        ("计划改厕30座，年内完工28座，另有2座停工。", ("停工", "2", "座")),
        ("年初目标：新增公墓5处。完成情况：已建成4处。", ("公墓", "4", "处")),
        ("按计划完成改厕30座。", ("改厕", "30", "座")),
        ("计划生育特别扶助120人。", ("计划生育特别扶助", "120", "人")),
    ],
)
def test_what_was_told_before(sentence: str, expected: tuple[str, str, str]) -> None:
    assert facts(sentence)[-1] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("其中超过30万元的村5个。", [("村", "5", "个")]),
        ("引进投资千万元以上项目7个。", [("项目", "7", "个")]),
        ("村集体收入突破10万元。", [("村集体收入", "100000", "元")]),
        ("群众满意度91%，未达到95%的目标。", [("群众满意度", "91", "%")]),
        ("改厕30座，完成全年任务的95%。", [("改厕", "30", "座"), ("改厕完成率", "95", "%")]),
        ("对不足90人的学校按90人核定公用经费。", []),
        ("省下达我县建设任务3.8万亩（其中新建2.6万亩）。", []),
        ("设置绩效指标14项，完成13项，未完成1项。", []),
        ("产业园二期落地，三期工程开工，举办两期培训班。", [("培训班", "2", "期")]),
        ("发放残疾人两项补贴31.9万元。", [("发放残疾人两项补贴", "319000", "元")]),
        ("平台预算150万元，截至年底仅支出36.4万元，支付率24.27%。", []),
        ("县财政安排补助150万元，11月收回10万元，余下140万元中拨付县站133.4万元。", []),
        ("县财政当年拿出贴息资金468万元，实际结算贴息451.37万元。", []),
        ("农民工工资支付率100%。", [("农民工工资支付率", "100", "%")]),
        ("办理人大代表建议和政协提案37件，热线办结率99%。", [("办理人大代表建议和政协提案", "37", "件"), ("热线办结率", "99", "%")]),
        ("建议增加护林员20名。", []),
    ],
)
def test_figures_that_count_nothing_themselves(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert facts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("接待访客3万人次，比增8.2%。", ("接待访客比增", "8.2", "%")),
        ("实现产值3.2亿元，税收同比增12%。", ("税收同比增", "12", "%")),
        ("从受理到办结平均需要23天。", ("受理到办结平均时间", "23", "天")),
        ("完成投资6.3亿元，占市上下达任务6亿元的105%。", ("投资完成率", "105", "%")),
        ("建成4处，全市火化率保持100%。", ("火化率", "100", "%")),
        ("接收退伍军人583人，其中符合安置条件42人。", ("符合安置条件", "42", "人")),
        ("全县236名困境儿童足额领取生活费。", ("困境儿童", "236", "名")),
        ("在3家省级以上媒体投放广告7个月。", ("省级以上媒体投放广告", "7", "个月")),
        ("为3.2万名老人发放养老金。", ("发放养老金的老人", "32000", "名")),
        ("向46家企业返还失业保险费。", ("返还失业保险费的企业", "46", "家")),
        ("为260名失能老人提供探访服务。", ("失能老人", "260", "名")),
        ("支付给9个服务组织。", ("服务", "9", "个")),
        ("站点调整为103个投放点。", ("投放点", "103", "个")),
        ("修订村规民约263份。", ("修订村规民约", "263", "份")),
        ("管护公园15座。", ("管护公园", "15", "座")),
        ("更换水表1.24万块。", ("更换水表", "12400", "块")),
        ("旅客周转量1.38亿人公里。", ("旅客周转量", "138000000", "人公里")),
        ("供应助餐18.9万客。", ("供应助餐", "189000", "客")),
    ],
)
def test_words_around_a_figure(sentence: str, expected: tuple[str, str, str]) -> None:
    assert facts(sentence)[-1] == expected


def test_households_and_their_people() -> None:
    assert facts("对全镇486户1,327名脱贫人口开展监测。") == [("脱贫户", "486", "户"), ("脱贫人口", "1327", "名")]
    assert facts("保障低保对象603户877人。") == [("低保对象", "603", "户"), ("低保对象", "877", "人")]


def test_one_figure_of_the_rates_of_several_places() -> None:
    assert facts("全县18个镇（街道）通车率和建制村通车率均保持100%。") == [("镇", "18", "个"), ("镇通车率", "100", "%"), ("建制村通车率", "100", "%")]


def test_what_was_done_of_a_plan_is_a_statistic_and_an_indicator_where_no_list_of_indicators_holds_it() -> None:
    head = "2022年度甲县水利局部门整体支出绩效自评报告\n\n一、部门概况\n\n二、主要工作成效\n\n"
    told = extract_report(f"{head}全年计划巡河160次，实际巡河173次。\n".encode(), "a.txt")
    assert [(row.subject, row.value) for row in told.statistics] == [("巡河", 173)]
    listed = extract_report(f"{head}数量指标：巡河次数目标值160次，实际完成173次。\n".encode(), "a.txt")
    assert listed.statistics == ()


def test_what_was_done_in_spite_of_something() -> None:
    assert facts("教师轮训按计划推进，受疫情影响实际培训教师826人次。")[-1] == ("培训教师", "826", "人次")


@pytest.mark.parametrize("sentence", ["全年政府采购预算320万元，实际采购298.6万元。", "年末固定资产原值4,100万元。"])
def test_what_the_office_bought_and_holds_is_its_own_money(sentence: str) -> None:
    assert facts(sentence) == []


def test_chapters_on_what_money_brought_about_tell_rates_and_amounts() -> None:
    text = "青禾县人社局2022年度部门整体支出绩效自评报告\n\n{heading}\n（一）就业稳定。城镇登记失业率3.1%，劳务收入16亿元。\n"
    told, own = (extract_report(text.format(heading=each).encode(), "r.txt") for each in ("三、资金使用绩效", "三、资金使用情况"))
    assert [str(row.value) for row in told.statistics] == ["3.1", "1600000000"]
    assert own.statistics == ()


def test_a_list_number_that_runs_into_a_figure() -> None:
    text = "青禾县水利局2022年度部门整体支出绩效自评报告\n\n三、绩效目标完成情况\n1.整修渠道12公里。\n2.3座水库完成除险。\n{third}"
    sure, unsure = (extract_report(text.format(third=each).encode(), "r.txt") for each in ("3.新打机井9眼。\n", ""))
    assert [(row.value, row.unit) for row in sure.statistics][1] == (3, "座")
    assert [row.value for row in unsure.statistics][1] is None


def test_a_unit_said_again_in_several_words() -> None:
    assert facts("强制免疫畜禽5.2万头（只、羽），购置设备30台（套）。") == [("强制免疫畜禽", "52000", "头只羽"), ("购置设备", "30", "台套")]


def test_a_label_names_counts_though_a_figure_follows_it() -> None:
    told = facts("——农村低保：9个月累计发放2986.4万元，保障4231户10112人。")
    assert [subject for subject, _, _ in told[-2:]] == ["农村低保保障", "农村低保保障"]
