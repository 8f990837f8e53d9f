"""What figures are of that name nothing themselves, and where results begin."""

from __future__ import annotations

import pytest

from orchestration.extraction import extract_report
from orchestration.extraction.statistics import extract_statistics
from orchestration.extraction.structure.outline import build_outline
from orchestration.reading.text import read_text

HEAD = "一、基本情况\n\n二、综合评价分析\n\n(一)主要工作成效\n\n"


def facts(sentence: str, head: str = HEAD) -> list[tuple[str, str, str | None]]:
    """Subject, value and unit of the statistics of a report that says one thing under a heading."""
    rows, _ = extract_statistics(build_outline(read_text(f"{head}{sentence}\n", "a.txt")), budget_year=2023)
    return [(row.subject, f"{row.value.normalize():f}", row.unit) for row in rows if row.value is not None]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("项目绩效目标完成情况：修剪行道树902株、补植草坪3处。", [("修剪行道树", "902", "株"), ("补植草坪", "3", "处")]),
        ("目标：修渠8公里。完成情况：修渠8.6公里，清淤塘坝4口。", [("修渠", "8.6", "公里"), ("清淤塘坝", "4", "口")]),
        ("年度任务为植树2000亩，实际完成植树2150亩。", [("植树", "2150", "亩")]),
        ("自评得分：93分，主要成效：接待读者3.1万人次。", [("接待读者", "31000", "人次")]),
        ("自评设置绩效指标18个。", []),
        ("受益农户2311户，指标完成率101.39%。", [("受益农户", "2311", "户")]),
        ("目标：修渠8公里，清淤塘坝4口。", []),
    ],
)
def test_what_was_reached_stands_behind_the_words_that_announce_it(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert facts(sentence) == expected


def test_a_part_on_what_became_of_goals_states_results() -> None:
    head = "一、基本情况\n\n二、绩效目标完成情况\n\n(二){}\n\n"
    told = "建立健康档案3.2万份。"
    assert facts(told, head.format("总体目标完成情况")) == [("健康档案", "32000", "份")]
    assert facts(told, head.format("总体目标")) == []


def test_a_report_appended_behind_measures_states_results() -> None:
    text = "三、改进措施\n加强预算管理，明年增设网点2处。\n附：2022年度部门整体绩效自评说明\n我局全年改造危桥7座。\n"
    assert facts(text, "") == [("改造危桥", "7", "座")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("受理信访件96件，挽回群众损失12万元，办结率100%。", ("受理信访件办结率", "100", "%")),
        ("未达标的是儿童系统管理率，实际为84.1%。", ("儿童系统管理率", "84.1", "%")),
        ("发放问卷150份，满意度94%。", ("满意度", "94", "%")),
        ("完成改厕1250户，为年度目标的104%。", ("改厕完成率", "104", "%")),
        ("完成改厕1250户，完成年度任务1200户的104%。", ("改厕完成率", "104", "%")),
        ("调解矛盾纠纷216件，成功208件。", ("调解成功矛盾纠纷", "208", "件")),
        ("新修灌渠，惠及6个乡镇2.4万人。", ("惠及人数", "24000", "人")),
        ("兑付补助，涉及7个乡镇31个村3286户。", ("涉及户数", "3286", "户")),
        ("兑付补助，涉及7个乡镇3286户42793亩。", ("涉及面积", "42793", "亩")),
        ("硬化道路，惠及沿线4个村民组312户。", ("惠及户数", "312", "户")),
        ("为村民办实事，覆盖6个乡镇、31个村、3286户农户。", ("农户", "3286", "户")),
        ("采购彩超、生化仪等医疗设备12台。", ("采购医疗设备", "12", "台")),
        ("栽植云杉、油松等苗木8万株。", ("栽植苗木", "80000", "株")),
        ("办公费、差旅费等偏离度8%。", ("办公费、差旅费等偏离度", "8", "%")),
        ("举办面点、家政等培训班7期。", ("培训班", "7", "期")),
        ("森林火灾受害率为0。", ("森林火灾受害率", "0", None)),
        ("全县城镇新增就业1204人。", ("城镇新增就业", "1204", "人")),
    ],
)
def test_what_a_figure_is_of(sentence: str, expected: tuple[str, str, str | None]) -> None:
    assert facts(sentence)[-1] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("检定计量器具816台件。", [("检定计量器具", "816", "台件")]),
        ("养殖中蜂2.6万群。", [("养殖中蜂", "26000", "群")]),
        ("栽植沙蒿31万穴。", [("栽植沙蒿", "310000", "穴")]),
        ("更新监控探头84路。", [("更新监控探头", "84", "路")]),
        ("惠及3.8万群众。", [("群众", "38000", "人")]),
        ("投入清雪劳力960个工日。", [("投入清雪劳力", "960", "个工日")]),
        ("采购彩超3台。", [("采购彩超", "3", "台")]),
        ("食堂供餐196天。", [("食堂供餐", "196", "天")]),
        ("汇编制度21项。", [("汇编制度", "21", "项")]),
        ("开通12路公交。", []),
    ],
)
def test_units_and_lengths_of_work(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert facts(sentence) == expected


def test_a_line_without_a_stop_ends_what_is_counted() -> None:
    assert facts("实现旅游收入3亿元，聘用护林员415人\n绩效指标\n指标名称")[1] == ("聘用护林员", "415", "人")
    assert facts("组织适应性培训68人\n三是宣传氛围浓厚，接待访客900人次。")[0] == ("适应性培训", "68", "人")


def test_a_chapter_on_money_tells_how_those_served_answered() -> None:
    head = "一、基本情况\n\n二、资金使用情况\n\n"
    assert facts("群众满意度97%，追回违规资金6.1万元。", head) == [("群众满意度", "97", "%"), ("追回违规资金", "61000", "元")]
    assert facts("支付率97%，发放补助6.1万元。", head) == []


def test_short_cells_under_a_header_of_results() -> None:
    text = (
        "部门项目支出绩效自评汇总表\n\n项目名称\t预算数\t执行数\t自评得分\t主要产出和效果\t存在问题\n"
        "电梯加装\t351.00\t342.80\t95\t加装电梯18台\t施工2处延期\n路灯养护\t40.00\t40.00\t97\t更换灯具842盏\t无\n"
    )
    record = extract_report(text.encode(), "a.txt")
    assert [(row.subject, row.value) for row in record.statistics] == [("加装电梯", 18), ("更换灯具", 842)]


def test_a_count_behind_a_label_and_its_money() -> None:
    assert facts("1．乡村公益岗位补贴：26.5万元，36人")[-1] == ("乡村公益岗位补贴", "36", "人")


def test_the_name_of_a_row_tells_better_than_what_was_planned() -> None:
    text = (
        "专项资金绩效自评报告\n\n三、分项完成情况\n建设内容\t计划与投资\t完成情况\n"
        "退化草地改良\t计划改良2万亩\t完成1.8万亩，出苗率82%\n围栏维修\t计划维修8公里\t完成9公里，至今没有破损\n"
    )
    rows = extract_report(text.encode(), "a.txt").statistics
    assert [(row.subject, row.value) for row in rows if row.unit in ("亩", "公里")] == [("退化草地改良完成", 18000), ("围栏维修完成", 9)]


def test_the_result_of_a_row_that_lost_its_first_cell() -> None:
    text = (
        "项目支出绩效自评表\n（2023年度）\n年度总体目标\t预期目标\t实际完成情况\n为农村小学学生供应课间餐，保障食品安全。\t全年供应课间餐31.5万份，开展食品抽检48批次。\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n产出指标\t数量指标\t供餐学生数\t≥1800人\t1836人\n"
    )
    rows = extract_report(text.encode(), "a.txt").statistics
    assert [(row.subject, row.value) for row in rows] == [("供应课间餐", 315000), ("食品抽检", 48)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("直饮水点46处，较2022年新增9处。", [("直饮水点", "46", "处"), ("直饮水点较2022年新增", "9", "处")]),
        ("签约项目4个，到位资金2.1亿元。", [("签约项目", "4", "个"), ("到位资金", "210000000", "元")]),
        ("本年到位资金210万元。", []),
        ("全镇总面积96平方公里，辖9个村2个社区，总人口1.8万人。", []),
        ("整治地块总面积96亩。", [("整治地块总面积", "96", "亩")]),
    ],
)
def test_growth_investment_and_the_make_up_of_a_place(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert facts(sentence) == expected


def test_the_year_something_is_compared_with_is_not_its_period() -> None:
    text = f"{HEAD}直饮水点46处，较2022年新增9处。\n"
    rows, _ = extract_statistics(build_outline(read_text(text, "a.txt")), budget_year=2023)
    assert [row.period for row in rows] == ["2023", "2023"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("向上争取资金3600万元，同比增长9%。", [("争取资金", "36000000", "元"), ("争取资金同比增长", "9", "%")]),
        ("争取年底前建成公园3个。", []),
    ],
)
def test_what_was_won_from_above_is_no_plan(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert facts(sentence) == expected


def test_values_of_a_table_that_lost_its_grid_are_no_statistics() -> None:
    cells = (
        "项目名称 良种补贴 一级指标 二级指标 三级指标 年初目标值（A） 实际完成值（B） 得分 产出指标 数量指标 发放良种购置补贴农户总数量（户） ≥420户 463户 20 "
        "受益村数 ≥38个 39个 20 质量指标 补贴对象准确率 100% 100% 10 效益指标 社会效益指标 主要农作物良种综合覆盖率提升 ≥5% 5.2% 30 总分 80"
    )
    report = extract_report(f"青禾县农机中心\n\n项目绩效自评表\n\n（2023年度）\n\n{cells}\n".replace(" ", "\n\n").encode(), "form.txt")
    assert [row.actual_text for row in report.indicators] == ["463户", "39个", "100%", "5.2%"]
    assert report.statistics == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("聘用护林员58名，每人每月600元。", ("聘用护林员标准", "600", "元")),
        ("对验收合格的新厕按每户1200元的标准予以补助。", ("验收合格的新厕补助标准", "1200", "元")),
        ("乡村医生人均每月1300元。", ("乡村医生人均", "1300", "元")),
        ("扶持创业带头人18名，每人补助3000元。", ("扶持创业带头人补助", "3000", "元")),
        ("为农村学生每生每天提供5元的营养膳食补助。", ("营养膳食补助", "5", "元")),
        ("3.营养改善。学校食堂供餐，按每生每天5元标准补助。", ("营养改善标准", "5", "元")),
        ("退耕补助按每亩每年125元补到3,940人手中。", ("退耕补助", "3940", "人")),
        ("补贴标准由每人每月600元提高到650元。", ("补贴标准", "650", "元")),
    ],
)
def test_sums_for_one_of_many_are_of_what_was_counted_or_given(sentence: str, expected: tuple[str, str, str]) -> None:
    assert expected in facts(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("水价收缴率偏低，全旗平均只有58%。", [("水价收缴率", "58", "%")]),
        ("书屋改造计划6座，因选址调整仅完成3座。", [("书屋改造", "3", "座")]),
        ("农家书屋31座每日开放不少于4次。", [("农家书屋", "31", "座"), ("开放", "4", "次")]),
        ("铺路22公里，受益4个村1.2万人。", [("铺路", "22", "公里"), ("村", "4", "个"), ("受益人数", "12000", "人")]),
        ("办了3期电工班。", [("电工班", "3", "期")]),
        ("开展“田间课堂”等各类宣讲1360场。", [("宣讲", "1360", "场")]),
        ("完成食品抽检2,236批次，折合4.3批次/千人。", [("食品抽检", "2236", "批次"), ("食品抽检", "4.3", "批次/千人")]),
        ("河道养护312条段、286.5公里。", [("河道养护", "312", "条段"), ("河道养护", "286.5", "公里")]),
        ("老年食堂供餐1.9万餐次。", [("老年食堂供餐", "19000", "餐次")]),
        ("扬沙天气比上年减少4天。", [("扬沙天气比上年减少", "4", "天")]),
        ("在全市考核中列第2名。", [("考核中排名", "2", "名")]),
        ("敬老院改造计划5所，因土地手续未办妥仅完成3所。", [("敬老院改造", "3", "所")]),
        ("12个标段中有9个于10月底完工。", [("标段", "12", "个"), ("标段完工", "9", "个")]),
        ("4个小区未成立业主委员会。", [("未成立业主委员会的小区", "4", "个")]),
        ("3个标段因冬季停工尚未验收。", [("尚未验收的标段", "3", "个")]),
        ("抽查中发现5户不符合条件仍在领取。", [("不符合条件仍在领取", "5", "户")]),
        ("购置便携式测温仪等设备15台。", [("购置设备", "15", "台")]),
        ("停航超过24小时的情况出现4次。", [("停航超过24小时的情况出现", "4", "次")]),
        ("灌溉水利用系数由0.48提高到0.53。", [("灌溉水利用系数", "0.53", None)]),
        ("病情指数由防治前的41.2下降到19.5。", [("病情指数", "19.5", None)]),
        ("省里先后三批下达资金，分两次拨付补助款。", []),
        ("承担低保、养老等二十余项业务。", []),
        ("1.动物防疫经费86.4万元，免疫畜禽12.5万头。", [("免疫畜禽", "125000", "头")]),
        ("1.发放助学资金86.4万元，资助学生125名。", [("发放助学资金", "864000", "元"), ("资助学生", "125", "名")]),
        ("县财政同时动用预备费150万元。", []),
        ("三级指标抽取主要8项列示，其中6项完成。", []),
    ],
)
def test_words_around_a_figure_that_name_nothing(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert facts(sentence) == expected


def test_what_money_came_in_or_was_planned_is_no_statistic() -> None:
    assert "%" not in [unit for _, _, unit in facts("共下达资金462万元，到位率100%。")]
    assert facts("设备到位率100%。") == [("设备到位率", "100", "%")]
    assert facts("政府采购预算2310万元，实际采购金额2178万元。") == []
    assert [value for _, value, _ in facts("固定资产投资完成9.2亿元，占目标值10亿元的92%。")] == ["920000000", "92"]


def test_what_a_line_tells_under_one_label_is_told_in_prose_too() -> None:
    text = "青禾县住建局2023年度改造项目支出绩效自评报告\n\n二、项目绩效情况\n1.数量：改造小区14个，惠及居民3018户。\n2.成本：户均成本8600元，控制在1万元以内。\n"
    report = extract_report(text.encode(), "report.txt")
    assert {("改造小区", 14), ("惠及居民", 3018)} <= {(row.subject, row.value) for row in report.statistics}
    assert all(row.indicator_name for row in report.indicators)


@pytest.mark.parametrize("sentence", ["财政所、党政办抽调5人组成评价小组。", "成立工作组，组长1名，成员5名。"])
def test_who_evaluates_is_no_statistic(sentence: str) -> None:
    assert facts(sentence) == []


def test_a_rate_that_fell_to_nought() -> None:
    assert facts("贫困发生率降至0。") == [("贫困发生率", "0", None)]


def test_who_evaluated_and_how_is_no_statistic() -> None:
    for sentence in ("成立评价工作组，组长1名，成员5名。", "抽调7名业务骨干组成核查组。", "凡是实际完成值超过目标值30%的要求书面说明原因。"):
        assert facts(sentence) == []


def test_households_by_their_size_and_what_each_gets() -> None:
    told = facts("帮扶低保户38户每户2000元，其中2人及以上户23户。")
    assert [(subject, value) for subject, value, _ in told] == [("帮扶低保户", "38"), ("帮扶低保户标准", "2000"), ("户", "23")]


def test_money_paid_in_turns_counts_none_and_what_is_left_to_pass_is_named() -> None:
    assert facts("补助资金按比例分三次拨至乡镇。") == []
    assert [subject for subject, _, _ in facts("新建卫生室24所，年底尚有10所未通过审计。")] == ["卫生室", "未通过审计"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("为3215名80岁以上老人发放高龄津贴386.4万元。", "发放高龄津贴的80岁以上老人"),
        ("为5100名60周岁以上老人按月足额发放养老金。", "发放养老金的60周岁以上老人"),
        ("为1905名残疾人免费发放轮椅、助行器等辅具2318件。", "发放轮椅的残疾人"),
        ("向402户低收入家庭发放租赁补贴。", "发放租赁补贴的低收入家庭"),
        ("为1120名残疾儿童提供康复训练、矫治手术等基本康复服务。", "残疾儿童"),
        ("对全县1,206公里农村公路开展日常养护。", "农村公路"),
    ],
)
def test_those_counted_are_told_with_what_they_got_not_with_a_service(sentence: str, expected: str) -> None:
    assert facts(sentence)[0][0] == expected


def test_figures_whose_words_name_nothing_are_none() -> None:
    assert facts("栽植苗木株数，预期指标值≥22800株。") == []
    assert facts("共涉及项目12个，占部门项目总数的100%。") == []
    assert facts("合同备案每超期1份扣0.5分。") == []


def test_a_share_done_is_of_what_was_done_also_where_another_fact_has_read_that() -> None:
    text = "青禾县农机中心2023年度项目绩效自评报告\n\n二、目标完成情况\n数量指标：培训茶农目标值2000人次，实际完成1740人次，完成率87%。\n"
    report = extract_report(text.encode(), "report.txt")
    assert "完成率" not in [row.subject for row in report.statistics]
    assert facts("草种改良完成3.2万亩，完成率80%。")[-1] == ("草种改良完成率", "80", "%")


def test_money_that_another_fact_has_read_names_no_one() -> None:
    text = (
        "青禾县民政局2022年度困难群众救助补助资金绩效自评报告\n\n二、资金拨付使用\n2022年共支出资金3,700.65万元，其中：\n"
        "——城市低保：累计发放714.25万元，保障1108户1873人。\n"
    )
    told = extract_report(text.encode(), "report.txt").statistics
    assert [(row.subject, row.value, row.unit) for row in told] == [("城市低保保障", 1108, "户"), ("城市低保保障", 1873, "人")]


@pytest.mark.parametrize("line", ["培训由108个调整为", "全年接待来访1200人次,合并为"])
def test_a_line_cut_off_behind_a_change_leads_on_to_no_figure(line: str) -> None:
    """Fields that lost their figure, lines cut by a page: nothing follows, and what stands before is read."""
    assert all(value in line for _, value, _ in facts(line))


def test_how_many_sums_are_summed_up_is_no_count() -> None:
    assert "3" not in [value for _, value, _ in facts("三项合计支出2295.54万元。")]


def test_villages_named_by_the_households_they_have() -> None:
    assert [value for _, value, _ in facts("建成25户以上自然村通水泥路58.3公里。")] == ["58.3"]


def test_the_share_of_a_sum_that_is_spending_counts_nothing() -> None:
    title = "云溪县水务局2023年度部门整体支出绩效自评报告"
    told = "二、预算情况。全年支出1198.6万元，其中：人员支出686.2万元，占57.25%；项目支出512.4万元，占42.75%。维护点位126个。"
    report = extract_report(f"{title}\n\n{told}\n".encode(), "a.txt")
    assert [(row.subject, row.unit) for row in report.statistics] == [("维护点位", "个")]
