"""Which chapters, heads and rows name tasks and which do not, each text invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.outline import build_outline
from orchestration.extraction.structure.zones import split_zones
from orchestration.extraction.tasks import read_tasks
from orchestration.reading.html import read_html
from tests.extraction.tasks.test_tasks import rows, tasks


def test_a_part_called_key_tasks_in_a_chapter_on_results() -> None:
    text = (
        "三、整体绩效目标实现情况\n（一）重点任务\n1.植树造林。全县造林2,300亩，补植行道树410株。\n2.护林防火。巡护林区1,204人次，火情为零。\n"
        "（二）服务对象满意度\n发放问卷300份，综合满意度93分。\n"
    )
    assert tasks(text) == [
        ("植树造林", "result", None, "全县造林2,300亩，补植行道树410株。"),
        ("护林防火", "result", None, "巡护林区1,204人次，火情为零。"),
    ]


@pytest.mark.parametrize("head", ["综合结论", "发现的主要问题", "目标设定情况", "部门整体履职绩效分析", "整改措施", "预算调整", "完成质量", "管理效率情况"])
def test_heads_of_other_parts_are_no_tasks_nor_told_of_the_one_before(head: str) -> None:
    text = f"三、绩效目标完成情况\n（一）植树造林。全县造林2,300亩，补植行道树410株。\n（二）{head}。对照标准打分，本项目总体情况较好。\n"
    assert tasks(text) == [("植树造林", "result", None, "全县造林2,300亩，补植行道树410株。")]


def test_projects_with_points_are_no_tasks() -> None:
    text = (
        "二、各项绩效目标完成情况\n1、崖柏管护项目：预算安排50万元，支出50万元。管护崖柏64株，长势良好。自评得分98分。\n"
        "2、湿地修复项目：全年预算60万元，已执行58万元。修复湿地120亩。得分：94.5，等次：优。\n"
    )
    assert tasks(text) == []


@pytest.mark.parametrize("header", ["年度重点工作任务\t预期目标", "重点任务\t年初目标", "本年度主要任务名称\t年度目标"])
def test_names_and_goals_of_key_tasks_beside_money(header: str) -> None:
    text = f"序号\t{header}\t完成情况\t预算数（万元）\t支出数（万元）\n1\t植树造林\t造林2,000亩\t造林2,300亩\t86.00\t85.10\n合计\t\t\t\t86.00\t85.10\n"
    assert [(row.task_name, row.goal_text, row.result_text, row.funding_amount) for row in rows(text)] == [
        ("植树造林", "造林2,000亩", "造林2,300亩", Decimal("860000.00"))
    ]


@pytest.mark.parametrize(
    "header",
    ["重点工作\t目标任务\t完成情况", "重点工作事项\t工作目标\t工作进展", "任务事项\t目标值\t完成值", "年度重点任务\t计划目标\t落实情况", "工作任务\t年初目标\t实施效果"],
)
def test_headers_of_goals_and_results(header: str) -> None:
    text = f"{header}\t预算数（万元）\t支出数（万元）\n植树造林\t造林2,000亩\t造林2,300亩\t86.00\t85.10\n护林防火\t巡护千次\t巡护1,204次\t30.00\t28.00\n"
    assert [(row.task_name, row.goal_text, row.result_text) for row in rows(text)] == [
        ("植树造林", "造林2,000亩", "造林2,300亩"),
        ("护林防火", "巡护千次", "巡护1,204次"),
    ]


def test_a_heading_over_all_columns_is_no_task() -> None:
    text = "<table><tr><td>主要任务</td><td>预期目标</td><td>完成情况</td></tr><tr><td>植树造林</td><td>造林20亩</td><td>造林23亩</td></tr>" + (
        "<tr><td colspan='3'>三、整体支出指标</td></tr></table>"
    )
    outline = build_outline(read_html(text, "form.html"))
    recorder = Recorder(outline.document)
    read_tasks(outline, [zone for view in outline.tables for zone in split_zones(view)], None, recorder)
    assert [row.task_name for row in recorder.rows["tasks"]] == ["植树造林"]


def test_fields_of_work_name_tasks() -> None:
    text = (
        "三、部门整体绩效分析\n（一）部门整体履职绩效分析\n林业产业方面，新建茶园1500亩，带动农户86户。\n资源管护方面，巡护林区1,204人次，火情为零。\n"
        "资金管理方面，修订财务制度2项，报账及时规范。\n"
    )
    assert tasks(text) == [
        ("林业产业", "result", None, "新建茶园1500亩，带动农户86户。"),
        ("资源管护", "result", None, "巡护林区1,204人次，火情为零。"),
    ]


@pytest.mark.parametrize("title", ["主要绩效", "年度工作及效果", "年度绩效"])
def test_chapters_on_what_was_achieved(title: str) -> None:
    text = f"二、{title}\n（一）植树造林。全县造林2,300亩，补植行道树410株。\n（二）护林防火。巡护林区1,204人次，火情为零。\n"
    assert [name for name, *_ in tasks(text)] == ["植树造林", "护林防火"]


@pytest.mark.parametrize("told", ["造林面积目标≥2,000亩，实际2,300亩；成活率目标≥90%，实际96%。", "目标不低于上年的2,000亩，实际2,300亩。"])
def test_targets_beside_what_was_reached_are_indicators(told: str) -> None:
    text = f"二、主要绩效\n（1）植树造林：{told}\n（2）护林防火：{told}\n"
    assert tasks(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "★{name}。年初目标：{goal}；实际完成：{told}\n",
        "【{name}】年度目标：{goal}。完成情况：{told}\n",
        "重点任务{number}（{name}）：目标：{goal}。完成：{told}\n",
        "{number}、{name}\n年初目标：{goal}；\n完成情况：{told}\n",
    ],
)
def test_names_and_labels_of_many_clerks(line: str) -> None:
    first = line.format(number=1, name="植树造林", goal="造林2,000亩", told="造林2,300亩，补植行道树410株。")
    second = line.format(number=2, name="护林防火", goal="巡护1,000人次", told="巡护1,204人次，火情为零。")
    found = [(name, stage, goal and goal.strip("。；"), told) for name, stage, goal, told in tasks(f"三、重点工作开展情况\n{first}{second}")]
    assert found == [
        ("植树造林", "both", "造林2,000亩", "造林2,300亩，补植行道树410株。"),
        ("护林防火", "both", "巡护1,000人次", "巡护1,204人次，火情为零。"),
    ]


def test_what_is_to_be_done_beside_the_names_is_the_goal() -> None:
    text = "重点任务\t实施内容\t预算数（万元）\t支出数（万元）\n植树造林\t造林2,000亩\t86.00\t85.10\n护林防火\t巡护千次\t30.00\t28.00\n"
    assert tasks(text) == [("植树造林", "plan", "造林2,000亩", None), ("护林防火", "plan", "巡护千次", None)]


@pytest.mark.parametrize(("title", "count"), [("主要经验做法", 0), ("工作做法与经验", 0), ("主要工作成效", 2)])
def test_practices_are_no_tasks(title: str, count: int) -> None:
    text = f"二、{title}\n1.高位推动。成立领导小组，每月到林区现场办公一次。\n2.群众参与。推行积分兑换，村民投工投劳86人次。\n"
    assert len(tasks(text)) == count


def test_the_main_work_of_the_year_under_an_overview() -> None:
    text = (
        "一、部门概况\n（一）部门基本情况\n我局内设4个科室。\n（二）部门年度重点工作\n"
        "1.植树造林：造林2,300亩，补植行道树410株\n2.护林防火：巡护林区1,204人次，火情为零\n二、评价结论\n自评得分93分。\n"
    )
    assert [name for name, *_ in tasks(text)] == ["植树造林", "护林防火"]


def test_projects_with_their_points_and_next_steps_are_no_tasks() -> None:
    text = (
        "二、项目自评情况\n（一）植树造林项目。安排86万元，支出85万元。主要绩效：造林2,300亩。该项目自评得分95分。\n"
        "（二）护林防火项目。安排30万元，支出28万元。主要绩效：巡护1,204人次。该项目自评得分92分。\n"
        "（三）下步措施。1.加快招标，按月调度。2.加强管护，落实到人。\n"
    )
    assert tasks(text) == []


def test_a_task_that_is_only_counted_is_named_by_what_it_is_about() -> None:
    text = "任务名称\t主要内容\t预算数（万元）\t执行数（万元）\n任务1\t苗圃日常运转\t86.00\t85.10\n任务2\t林区道路养护\t30.00\t28.00\n"
    assert tasks(text) == [("苗圃日常运转", "plan", None, None), ("林区道路养护", "plan", None, None)]


def test_what_is_planned_and_paid_beside_what_was_done() -> None:
    text = "建设内容\t计划与投资\t完成情况\n退化草地改良\t计划改良2万亩，安排60万元\t改良1.8万亩，支付54万元\n围栏维修\t计划维修8公里\t维修9公里\n"
    assert tasks(text) == [
        ("退化草地改良", "both", "计划改良2万亩，安排60万元", "改良1.8万亩，支付54万元"),
        ("围栏维修", "both", "计划维修8公里", "维修9公里"),
    ]


def test_numbered_tasks_in_lines_without_stops() -> None:
    text = (
        "二、年度重点任务\n任务1：水库除险加固\n目标：加固水库2座\n完成情况：加固水库2座并通过蓄水验收，下游村组安全度汛\n"
        "任务2：农村供水保障\n目标：铺设管网18公里\n完成情况：铺设管网19公里\n"
    )
    assert tasks(text) == [
        ("水库除险加固", "both", "加固水库2座", "加固水库2座并通过蓄水验收，下游村组安全度汛"),
        ("农村供水保障", "both", "铺设管网18公里", "铺设管网19公里"),
    ]


def test_heads_that_only_say_that_tasks_follow_name_none() -> None:
    text = (
        "二、年度重点工作任务\n（一）年初确定的重点任务\n1.水库除险加固2座。\n2.铺设管网18公里。\n"
        "（二）完成情况\n1.加固水库2座并通过蓄水验收。\n2.铺设管网19公里。\n"
    )
    assert not {"年初确定的重点任务", "完成情况"} & {name for name, *_ in tasks(text)}


@pytest.mark.parametrize("title", ["下一年度重点工作", "2024年重点工作任务", "2024年工作计划"])
def test_what_the_next_year_is_to_bring_is_no_task(title: str) -> None:
    text = f"三、{title}\n1.植树造林。造林2,300亩，补植行道树410株。\n2.护林防火。巡护林区1,204人次，火情为零。\n"
    assert rows(text, year=2023) == []
    assert [row.task_name for row in rows(text.replace("下一年度", "").replace("2024", "2023"), year=2023)] == ["植树造林", "护林防火"]


def test_tables_on_the_next_year_hold_no_tasks() -> None:
    text = "三、2024年重点工作\n重点任务\t年度目标\n植树造林\t造林2,300亩\n护林防火\t巡护千次\n"
    assert rows(text, year=2023) == []
    assert len(rows(text, year=2024)) == 2


@pytest.mark.parametrize("title", ["为实现绩效目标采取的措施", "绩效目标管理情况", "绩效目标合理性"])
def test_how_goals_were_managed_is_no_task(title: str) -> None:
    text = f"三、{title}\n1.高位推动。成立领导小组，每月到林区现场办公一次。\n2.严格考核。按季度通报进度，结果纳入年度考核。\n"
    assert tasks(text) == []


@pytest.mark.parametrize("head", ["有效性分析", "经济性", "财务核算", "采购管理方面", "主要措施", "公用经费控制", "联系人"])
def test_heads_of_housekeeping_are_no_tasks(head: str) -> None:
    text = f"三、绩效目标完成情况\n1.植树造林。全县造林2,300亩，补植行道树410株。\n2.{head}。按规定办理，手续齐全，台账完整。\n"
    assert [name for name, *_ in tasks(text)] == ["植树造林"]


@pytest.mark.parametrize(
    "title", ["重点任务落实情况", "2023年主要工作及完成情况", "职责履行情况", "民生实事办理情况", "年度中心工作推进情况", "履行职能情况", "2023年度主要工作"]
)
def test_more_titles_of_chapters_on_results(title: str) -> None:
    text = f"三、{title}\n1.植树造林。全县造林2,300亩，补植行道树410株。\n2.护林防火。巡护林区1,204人次，火情为零。\n"
    assert [(name, stage) for name, stage, *_ in tasks(text)] == [("植树造林", "result"), ("护林防火", "result")]


def test_short_goals_in_an_overview_are_promised() -> None:
    text = "一、部门基本情况\n（二）年度主要任务\n1.植树造林。完成造林86亩。\n2.护林防火。巡护12次。\n"
    assert tasks(text) == [("植树造林", "plan", "完成造林86亩。", None), ("护林防火", "plan", "巡护12次。", None)]


@pytest.mark.parametrize(
    "line",
    ["重点任务{number}：{name}\n{told}\n", "{number}、{name}——{told}\n", "{number}.工作任务：{name}\n{told}\n", "任务名称：{name}\n完成情况：{told}\n"],
)
def test_names_in_lines_of_their_own(line: str) -> None:
    lines = line.format(number=1, name="农村饮水安全巩固提升", told="铺设管网18公里，新增受益2,310人。")
    lines += line.format(number=2, name="水库除险加固", told="加固水库2座，下游村组安全度汛。")
    assert tasks(f"三、重点工作完成情况\n{lines}") == [
        ("农村饮水安全巩固提升", "result", None, "铺设管网18公里，新增受益2,310人。"),
        ("水库除险加固", "result", None, "加固水库2座，下游村组安全度汛。"),
    ]


def test_a_list_behind_the_sentence_that_announces_it() -> None:
    text = "三、{title}\n我局{lead}：1.植树造林：全县造林2,300亩，补植行道树410株。2.护林防火：巡护林区1,204人次，火情为零。\n"
    assert [name for name, *_ in tasks(text.format(title="重点工作完成情况", lead="重点工作完成情况如下"))] == ["植树造林", "护林防火"]
    assert tasks(text.format(title="绩效目标完成情况", lead="采取以下措施")) == []


@pytest.mark.parametrize("told", ["年初设定≥20亩，实际完成23亩。", "目标20亩，完成23亩，进度正常。", "目标达到20亩以上，实际完成23亩。", "目标明显提高，实际明显提高。"])
def test_a_name_with_its_target_and_result_is_an_indicator(told: str) -> None:
    assert tasks(f"三、绩效目标完成情况\n1.造林面积：{told}\n2.抚育面积：{told}\n") == []


def test_a_target_in_the_name_is_of_an_indicator() -> None:
    assert tasks("三、绩效目标完成情况\n1.造林面积（目标值≥20亩）：实际完成23亩。\n2.抚育面积（目标值≥20亩）：实际完成23亩。\n") == []


def test_parts_of_an_analysis_in_quotation_marks_are_no_tasks() -> None:
    text = "四、绩效指标分析情况\n（1）对于“产出数量”：造林面积，预期指标值为20亩，实际完成值为23亩。\n（2）对于“产出质量”：成活率，预期指标值为90%，实际完成值为96%。\n"
    assert tasks(text) == []


def test_goals_of_single_projects_are_no_tasks() -> None:
    text = "二、项目绩效目标完成情况\n（一）植树造林\n全县造林2,300亩，补植行道树410株。\n（二）护林防火\n巡护林区1,204人次，火情为零。\n"
    assert tasks(text) == []


def test_a_list_of_plans_whose_first_item_has_a_head() -> None:
    text = (
        "一、部门基本情况\n（二）部门绩效目标的设立情况\n设立2021年度绩效目标如下：\n1.便民服务。窗口受理达到2.6万件，上门办理120件；\n"
        "2.修缮校舍，新增座位300个，9月前交付；\n3.守住森林火情底线；\n4.清淤河道，全年不少于12公里。\n（三）部门整体收支情况\n"
    )
    assert tasks(text) == [
        ("便民服务", "plan", "窗口受理达到2.6万件，上门办理120件", None),
        ("修缮校舍", "plan", "修缮校舍，新增座位300个，9月前交付", None),
        ("守住森林火情底线", "plan", None, None),
        ("清淤河道", "plan", "清淤河道，全年不少于12公里", None),
    ]


def test_a_head_that_runs_on_in_the_list_of_headings() -> None:
    text = "三、绩效目标完成情况\n\n（一）植树造林\n\n全县造林2,300亩。\n\n（二）护林防火\n\n巡护林区1,204人次。\n\n（三）病虫害防治。飞防作业3架次，覆盖林地2.1万亩。\n"
    assert tasks(text) == [
        ("植树造林", "result", None, "全县造林2,300亩。"),
        ("护林防火", "result", None, "巡护林区1,204人次。"),
        ("病虫害防治", "result", None, "飞防作业3架次，覆盖林地2.1万亩。"),
    ]


def test_a_counted_task_that_tells_its_goal_its_money_and_its_result() -> None:
    text = (
        "（二）年度重点任务及资金使用\n任务一：校园净水。目标是安装净水机80台，任务资金46万元。全年安装净水机83台，惠及学生9,120人，支出45.2万元。\n"
        "任务二：食堂改造。目标为改造食堂6个，任务资金90万元。已改造5个，其余1个缓建。\n"
    )
    assert [(row.task_name, row.task_stage, row.goal_text, row.result_text, row.funding_amount) for row in rows(text)] == [
        ("校园净水", "both", "安装净水机80台", "全年安装净水机83台，惠及学生9,120人，支出45.2万元。", Decimal(460000)),
        ("食堂改造", "both", "改造食堂6个", "已改造5个，其余1个缓建。", Decimal(900000)),
    ]


@pytest.mark.parametrize("head", ["项目决策", "项目执行", "收入情况", "重点项目情况", "目标未完成原因分析"])
def test_heads_of_an_analysis_are_no_tasks(head: str) -> None:
    assert tasks(f"三、绩效目标完成情况\n1.{head}。程序严密，项目库入库率100%，专账管理。\n") == []


def test_an_item_whose_name_a_comma_ends_is_one_of_the_tasks_of_its_list() -> None:
    text = "三、绩效目标完成情况\n（一）植树造林。全县造林2,300亩，补植行道树410株。\n（二）珍稀物种保护成效明显，救护野生动物28只。\n"
    assert [name for name, *_ in tasks(text)] == ["植树造林", "珍稀物种保护成效明显"]
    text = text.replace("珍稀物种保护成效明显", "主要是按照县里要求安排")
    assert [name for name, *_ in tasks(text)] == ["植树造林"]
