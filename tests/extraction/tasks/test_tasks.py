"""Annual tasks in tables, forms and prose, each text invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.outline import build_outline
from orchestration.extraction.structure.zones import split_zones
from orchestration.extraction.tasks import read_tasks
from orchestration.reading.text import read_text
from orchestration.records import TaskRow

Task = tuple[str, str, str | None, str | None]


def rows(text: str, unit: str | None = "万元", year: int | None = None) -> list[TaskRow]:
    outline = build_outline(read_text(text, "a.txt"))
    recorder = Recorder(outline.document)
    read_tasks(outline, [zone for view in outline.tables for zone in split_zones(view)], unit, recorder, year=year)
    for row in (*recorder.rows["tasks"], *recorder.rows["evidence"]):
        assert row.quote == outline.document.text[row.char_start : row.char_end]
    assert [row.task_seq for row in recorder.rows["tasks"]] == list(range(1, len(recorder.rows["tasks"]) + 1))
    return recorder.rows["tasks"]


def tasks(text: str) -> list[Task]:
    return [(row.task_name, row.task_stage, row.goal_text, row.result_text) for row in rows(text)]


FORM = """部门整体支出绩效自评表
部门名称\t青禾县柳桥镇人民政府\t\t年度\t2020\t
年度目标\t预期目标\t\t目标完成情况\t\t
\t建设宜居小镇。\t\t建成宜居小镇。\t\t
主要任务\t预期目标\t目标完成情况\t关键指标\t指标完成情况\t任务涉及资金
道路建设\t修建村道三条。\t已修建村道三条，\t村道条数\t3条\t1,020.50
\t\t\t合格率\t100%\t

主要任务\t预期目标\t目标完成情况\t关键指标\t指标完成情况\t任务涉及资金
\t养护桥梁。\t养护桥梁两座。\t桥梁座数\t2座\t
环境整治\t清理河道。\t清理河道五公里。\t河道长度\t5公里\t88.8
\t重点项目绩效情况\t今年完成保洁项目，效果良好。\t\t\t
\t存在问题\t一是人手不足。\t\t\t
"""


def test_form_with_a_task_that_goes_on_over_the_page() -> None:
    found = rows(FORM)
    assert [(row.task_name, row.goal_text, row.result_text, row.funding_amount) for row in found] == [
        ("道路建设", "修建村道三条。养护桥梁。", "已修建村道三条，养护桥梁两座。", Decimal("10205000.00")),
        ("环境整治", "清理河道。", "清理河道五公里。", Decimal("888000.0")),
    ]
    assert {row.task_stage for row in found} == {"both"}
    assert found[1].quote == "环境整治\t清理河道。\t清理河道五公里。\t河道长度\t5公里\t88.8"


PLAN_TABLE = (
    "（二）年度总体工作和重点工作任务\n1、本年度工作分三大板块。\n①党建。抓好支部建设工作，发挥作用。\n"
    "预算项目\t预计实际值\n信访经费\t接访及时，矛盾化解在基层。\n应急经费\t物资储备充足。\n"
)
RESULT_TABLE = (
    "二、综合评价分析\n（二）各项工作任务绩效目标完成情况分析\n单位：元\n预算项目\t预算金额\t支出数\t绩效目标\t完成情况\n"
    "信访经费\t52000\t51000\t接访及时\t全年接访30批次\n合计\t52000\t51000\t\t\n"
    "（三）各重点任务项目支出完成情况分析\n项目名称\t预算（万元）\t支出数（万元）\t绩效目标\n桥梁工程\t10\t10\t建成通车\n"
    "（四）主要工作成效\n1、党建走深走实。全年开展活动12场次，覆盖党员300人。\n2、民生持续改善。建成食堂2个，服务老人500人。\n"
)


def test_tables_of_plan_and_result_but_not_of_projects_nor_achievements_again() -> None:
    assert tasks(PLAN_TABLE + RESULT_TABLE) == [
        ("信访经费", "plan", "接访及时，矛盾化解在基层。", None),
        ("应急经费", "plan", "物资储备充足。", None),
        ("信访经费", "both", "接访及时", "全年接访30批次"),
    ]


def test_funding_takes_the_unit_above_the_table() -> None:
    assert [row.funding_amount for row in rows(RESULT_TABLE)] == [Decimal(52000)]


RUN_IN = """一、基本情况
（二）年度总体工作和重点工作任务
一年来，全镇坚持稳中求进，较好完成各项目标任务，主要工作如下。
防汛救灾扎实有效。转移群众320人次，加固堤防两处，储备物资齐全。
环境面貌明显改善。清运垃圾500吨，新建公厕6座，群众满意度提高。
二、综合评价分析
（二）各项工作任务绩效目标完成情况分析
垃圾分类。建成投放点12个，开展宣传
活动30场次。
民政救助。发放救助金35万元，惠及困难群众120人。
（四）主要工作成效
1.党建引领。全年组织学习24次，党员参学率100%。
2.乡村振兴。建成产业基地3个，带动就业200人。
"""


def test_run_in_heads_of_plan_and_result_chapters() -> None:
    assert tasks(RUN_IN) == [
        ("防汛救灾扎实有效", "result", None, "转移群众320人次，加固堤防两处，储备物资齐全。"),
        ("环境面貌明显改善", "result", None, "清运垃圾500吨，新建公厕6座，群众满意度提高。"),
        ("垃圾分类", "result", None, "建成投放点12个，开展宣传活动30场次。"),
        ("民政救助", "result", None, "发放救助金35万元，惠及困难群众120人。"),
    ]


def test_plan_with_future_words_states_goals() -> None:
    text = "（二）年度重点工作任务\n防汛救灾。计划加固堤防两处，确保安全度汛。\n环境整治。力争新建公厕6座，不断改善环境。\n"
    assert tasks(text) == [
        ("防汛救灾", "plan", "计划加固堤防两处，确保安全度汛。", None),
        ("环境整治", "plan", "力争新建公厕6座，不断改善环境。", None),
    ]


def test_a_chapter_that_sets_goals_states_goals() -> None:
    text = "（二）部门绩效目标的设立情况\n年度具体目标为：\n1.供水保障。完成供水工程12件，普及率达到93%。\n2.水库加固。完成2座水库除险加固。\n"
    assert tasks(text) == [
        ("供水保障", "plan", "完成供水工程12件，普及率达到93%。", None),
        ("水库加固", "plan", "完成2座水库除险加固。", None),
    ]


def test_a_project_with_its_budget_is_no_task() -> None:
    text = "三、重点工作完成情况\n1.巡护项目预算52万元，支出52万元，聘用巡护员26名。\n2.道路项目预算185万元，支出172万元，新建道路2.8公里。\n"
    assert tasks(text) == []


def test_the_work_of_a_year_under_a_heading_in_brackets() -> None:
    text = (
        "【主要工作】\n（一）关爱儿童，服务群众有新温度\n走访慰问留守儿童412人，发放慰问金9.6万元。\n"
        "（二）维护权益，平安家庭有新成效\n受理来访87件次，办结率达100%。\n"
    )
    assert tasks(text) == [
        ("关爱儿童，服务群众有新温度", "result", None, "走访慰问留守儿童412人，发放慰问金9.6万元。"),
        ("维护权益，平安家庭有新成效", "result", None, "受理来访87件次，办结率达100%。"),
    ]


ACHIEVED = """（二）年度总体工作和重点工作任务
1.经济稳步增长。2.城乡面貌提升。
（二）各项工作任务绩效目标完成情况分析
全年预算数100万元，执行数98万元。主要绩效目标完成。
（四）主要工作成效
一年来各项工作取得新进展。
1.经济稳步增长。全年完成投资22亿元，增长5%。
招商引资取得突破。引进企业8家。
2.城乡面貌提升。一是改造小区3个。二是拆除违建4万平方米。
"""


def test_achievements_tell_the_results_of_a_plan_that_only_names_tasks() -> None:
    assert tasks(ACHIEVED) == [
        ("经济稳步增长", "result", None, "全年完成投资22亿元，增长5%。招商引资取得突破。引进企业8家。"),
        ("城乡面貌提升", "result", None, "一是改造小区3个。二是拆除违建4万平方米。"),
    ]


def test_names_alone_are_a_plan_where_no_result_repeats_them() -> None:
    text = "（二）年度重点工作任务\n1.经济稳步增长。2.城乡面貌提升。3.民生持续改善。\n"
    assert tasks(text) == [(name, "plan", None, None) for name in ("经济稳步增长", "城乡面貌提升", "民生持续改善")]


NAMED = """（二）年度总体工作和重点工作任务
年初设置重点工作任务2项。
一是年度重点工作任务养老事务，匹配年度绩效目标为：办好三个助餐点。
二是年度重点工作任务助残事务，匹配年度绩效目标为：按时发放补贴。
"""
HEADED = """二、综合评价分析
（二）各项工作任务绩效目标完成情况分析
1.养老事务。
年度重点工作任务养老事务，匹配年度绩效目标为：办好三个助餐点。
全年三个助餐点服务老人5000人次。
运行平稳。
2.助残事务。
年度重点工作任务助残事务，匹配年度绩效目标为：按时发放补贴。
按时发放补贴12期。
"""


def test_named_goals_and_headings_with_bodies_are_one_row_each() -> None:
    assert tasks(NAMED + HEADED) == [
        ("养老事务", "both", "办好三个助餐点。", "全年三个助餐点服务老人5000人次。运行平稳。"),
        ("助残事务", "both", "按时发放补贴。", "按时发放补贴12期。"),
    ]


def test_named_goals_alone_are_plans() -> None:
    assert tasks(NAMED) == [
        ("养老事务", "plan", "办好三个助餐点。", None),
        ("助残事务", "plan", "按时发放补贴。", None),
    ]


def test_labels_part_goal_and_result_under_a_heading() -> None:
    text = (
        "（二）各项工作任务完成情况\n1.养老事务\n绩效目标：办好助餐点。\n完成情况：办好三个助餐点。\n"
        "2.助残事务\n绩效目标：发放补贴。\n完成情况：发放补贴12期。\n"
    )
    assert tasks(text) == [
        ("养老事务", "both", "办好助餐点。", "办好三个助餐点。"),
        ("助残事务", "both", "发放补贴。", "发放补贴12期。"),
    ]


MINISTRY = """项目支出绩效自评表
年度总体目标\t预期目标\t实际完成情况
\t{goal}\t{result}
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值
"""


def test_numbered_goals_of_the_ministry_form() -> None:
    text = MINISTRY.format(
        goal="目标1：养护道路，保证畅通；目标2：更换路灯。", result="目标1：养护道路30公里；目标2：更换路灯50盏。"
    )
    assert tasks(text) == [
        ("养护道路", "both", "养护道路，保证畅通", "养护道路30公里"),
        ("更换路灯", "both", "更换路灯。", "更换路灯50盏。"),
    ]


def test_goals_of_one_cell_with_names_take_the_results_of_their_names() -> None:
    text = MINISTRY.format(
        goal="1.道路养护：保证县乡道路畅通。2.公交服务：新增线路，优化站点。",
        result="1.公交服务：新增线路两条，站点17个。2.道路养护：养护道路30公里。",
    )
    assert tasks(text) == [
        ("道路养护", "both", "保证县乡道路畅通。", "养护道路30公里。"),
        ("公交服务", "both", "新增线路，优化站点。", "新增线路两条，站点17个。"),
    ]


def test_numbered_goals_without_names_are_one_overall_goal() -> None:
    text = MINISTRY.format(goal="1.养护道路30公里。2.路况：良好以上。", result="1.养护道路30公里。2.路况良好。")
    assert tasks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        MINISTRY.format(goal="养护道路，保证畅通。", result="养护道路30公里。"),
        "（二）绩效指标完成情况分析\n1.数量指标：养护里程30公里，已完成30公里。\n2.质量指标：合格率100%，已全部合格。\n",
        "（三）主要工作任务完成情况\n1.产出指标完成情况分析\n道路养护30公里。\n2.效益指标完成情况分析\n群众满意度95%。\n",
        "三、存在的问题\n1.人手不足。部分岗位长期空缺，一人多岗。\n2.设备老旧。部分设备超期使用，故障较多。\n",
    ],
)
def test_overall_goals_indicators_and_problems_are_no_tasks(text: str) -> None:
    assert tasks(text) == []


def test_parts_of_level_two_under_a_chapter_on_tasks() -> None:
    text = "二、重点工作任务完成情况\n（一）党建工作取得新成效\n组织学习24次。\n（二）乡村振兴\n建成基地3个。\n三、存在的问题\n一是人手不足。\n"
    assert tasks(text) == [
        ("党建工作取得新成效", "result", None, "组织学习24次。"),
        ("乡村振兴", "result", None, "建成基地3个。"),
    ]


def test_an_indicator_with_its_values_is_no_task() -> None:
    text = "三、绩效目标完成情况\n1.教学楼维修面积：目标值≥3000平方米，实际完成值3200平方米。\n2.工程验收合格率：目标值100%，实际完成值100%。\n"
    assert tasks(text) == []


def test_lines_that_number_and_name_tasks() -> None:
    text = (
        "二、年度任务与绩效实现情况\n任务一：街区保护\n修缮历史建筑26栋，铺设石板街面3400平方米。\n"
        "任务二：民生保障\n组织技能培训9期，带动就业473人，发放救助金28万元。\n"
    )
    assert tasks(text) == [
        ("街区保护", "result", None, "修缮历史建筑26栋，铺设石板街面3400平方米。"),
        ("民生保障", "result", None, "组织技能培训9期，带动就业473人，发放救助金28万元。"),
    ]


def test_a_table_of_tasks_with_plans() -> None:
    text = "任务名称\t计划\t完成情况\n纪念设施保护\t修缮纪念碑6座\t修缮7座\n就业服务\t招聘会3场\t举办4场\n"
    assert tasks(text) == [
        ("纪念设施保护", "both", "修缮纪念碑6座", "修缮7座"),
        ("就业服务", "both", "招聘会3场", "举办4场"),
    ]


@pytest.mark.parametrize(("name", "goal"), [("目标名称", "主要内容"), ("重要事项", "工作内容及目标")])
def test_names_of_the_columns_of_tasks(name: str, goal: str) -> None:
    text = f"序号\t{name}\t{goal}\t完成情况\n1\t普法宣传\t开展进校园活动\t举办讲座9场\n2\t人民调解\t排查纠纷\t调解纠纷40件\n"
    assert [row.task_name for row in rows(text)] == ["普法宣传", "人民调解"]
    assert [row.goal_text for row in rows(text)] == ["开展进校园活动", "排查纠纷"]


def test_the_money_of_a_task_beside_its_result() -> None:
    text = "任务名称\t主要内容\t完成情况\t任务资金\n参保扩面\t组织宣传\t参保率97%\t46.5\n基金监管\t全面检查\t检查50家\t88\n"
    assert [row.funding_amount for row in rows(text)] == [Decimal(465_000), Decimal(880_000)]


def test_goal_and_outcome_in_one_paragraph() -> None:
    text = (
        "三、绩效目标完成情况\n（一）产业发展。目标：培育龙头企业18家。完成情况：新认定企业3家，总数19家。\n"
        "（二）人居环境。目标：改造户厕200座。完成情况：全年改造户厕204座。\n"
    )
    assert tasks(text) == [
        ("产业发展", "both", "培育龙头企业18家。", "新认定企业3家，总数19家。"),
        ("人居环境", "both", "改造户厕200座。", "全年改造户厕204座。"),
    ]


def test_the_plan_is_the_first_clause() -> None:
    text = (
        "三、绩效目标任务完成情况\n1、村庄建设：计划实施2个村；完成巷道硬化7公里，惠及群众600户。\n"
        "2、社会治理：计划化解率95%；排查纠纷47起，化解46起。\n"
    )
    assert tasks(text) == [
        ("村庄建设", "both", "计划实施2个村", "完成巷道硬化7公里，惠及群众600户。"),
        ("社会治理", "both", "计划化解率95%", "排查纠纷47起，化解46起。"),
    ]


def test_a_goal_in_the_line_that_names_the_activity() -> None:
    text = (
        "二、部门职责活动及绩效目标完成情况\n职责活动1：供水保障绩效目标：确保村民饮水安全。\n完成情况：维修供水工程4处。\n"
        "职责活动2：河湖长制\n绩效目标：河道问题动态清零。\n完成情况：巡河300人次。\n"
    )
    assert tasks(text) == [
        ("供水保障", "both", "确保村民饮水安全。", "维修供水工程4处。"),
        ("河湖长制", "both", "河道问题动态清零。", "巡河300人次。"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "（一）决策20分，得20分。项目手续齐备，列入年度计划安排。\n（二）过程20分，得17分。合同管理不规范，扣去三分。\n",
        "（一）决策：标准分15分，得分15分，全部得分。\n（二）管理：标准分25分，得分23分，扣去2分。\n",
    ],
)
def test_points_are_no_tasks(lines: str) -> None:
    assert tasks(f"三、绩效目标完成情况\n{lines}") == []


def test_tasks_that_only_their_indicators_tell() -> None:
    header = "年度主要任务\t对应指标\t计划值\t完成值\t分值\t得分\n"
    form = f"部门整体绩效自评表\n{header}文化服务\t送戏场次\t≥30场\t32场\t10\t10\n古籍保护\t修复册数\t≥90册\t95册\t10\t10\n预算执行率\t支出进度\t100%\t95%\t10\t9\n"
    assert [task[0] for task in tasks(form)] == ["文化服务", "古籍保护"]


def test_numbered_lines_of_a_form_without_a_chapter_on_tasks() -> None:
    form = "人员编制\n96人\n任务1、耕地保护：恢复耕地126亩，验收合格。\n任务2、不动产登记：办理登记3,402件，时限压缩至3个工作日。\n"
    assert tasks(form) == [
        ("耕地保护", "result", None, "恢复耕地126亩，验收合格。"),
        ("不动产登记", "result", None, "办理登记3,402件，时限压缩至3个工作日。"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "1.水毁修复项目。预算74万元，支出70万元。自评得95分。",
        "1.项目决策情况。程序规范，该部分15分，得14.5分。",
        "1.项目效益情况（20分）。群众认可，环境改善明显。",
        "1.今后怎么改？每个站所指定一名联络员，按月通报。",
    ],
)
def test_points_and_questions_name_no_task(head: str) -> None:
    assert tasks(f"二、年度工作任务完成情况\n{head}\n\n2.运行成本。水电费高于定额，扣1.5分。\n") == []


def test_counted_goals_beside_results_that_are_not_counted_so_are_of_the_overall_goal() -> None:
    text = MINISTRY.format(goal="目标1：养护道路，保证畅通。目标2：更换路灯。", result="1.养护道路30公里。2.更换路灯50盏。")
    assert tasks(text) == []


def test_a_task_behind_a_part_with_a_heading_of_its_own() -> None:
    text = (
        "三、年度重点工作任务完成情况\n（一）道路养护。养护县乡道路30公里，保证畅通。\n（二）公交服务。新增线路两条，优化站点17个。\n"
        "（三）重点项目实施情况\n1.路灯更换项目。下达资金20万元，更换路灯50盏。\n（四）基层组织建设。举办集中宣讲28场，为群众办实事116件。\n"
    )
    assert [name for name, *_ in tasks(text)] == ["道路养护", "公交服务", "基层组织建设"]


def test_a_plan_with_what_was_done_in_one_sentence_stays_whole() -> None:
    text = (
        "二、职责目标完成情况\n1.安全监管。全年计划检查企业160家，实际检查173家，排查隐患46项；未发生事故。\n"
        "2.防灾减灾。计划培训灾害信息员300名；培训灾害信息员342名，发放棉被200床。\n"
    )
    assert tasks(text) == [
        ("安全监管", "result", None, "全年计划检查企业160家，实际检查173家，排查隐患46项；未发生事故。"),
        ("防灾减灾", "both", "计划培训灾害信息员300名", "培训灾害信息员342名，发放棉被200床。"),
    ]


@pytest.mark.parametrize(
    "line",
    ["填报人：甲某联系电话：0452-4500000填报日期：2019年3月", "版权所有：甲县人民政府黑ICP备05000000号", "填表单位：甲县乙镇人民政府财政所办公室"],
)
def test_lines_of_a_form_or_a_page_are_no_tasks(line: str) -> None:
    text = f"三、年度重点工作及完成情况\n道路养护：全年养护县乡道路30公里，保证畅通。\n公交服务：全年新增线路两条，优化站点17个。\n{line}\n"
    assert [name for name, *_ in tasks(text)] == ["道路养护", "公交服务"]


def test_goals_whose_side_label_stands_in_the_header_alone() -> None:
    header = "年度总体目标 | 预期目标 | 实际完成情况\n"
    goals = "目标1：养护县乡道路；目标2：开通公交线路，方便出行。"
    assert tasks(f"{header}{goals} | 养护道路30公里，新开线路2条。\n") == []
    assert [task[0] for task in tasks(f"{header} | {goals} | 目标1：养护道路30公里；目标2：新开线路2条。\n")] == ["养护县乡道路", "开通公交线路"]
