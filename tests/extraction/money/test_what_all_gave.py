"""What several levels gave for a project, what works cost, and what of it was spent; each text invented."""

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from orchestration.records import SpendingRow
from tests.extraction.reading_rows import phases

_OFFICE = "青禾县农业局2023年度部门整体支出绩效自评报告\n一、基本情况\n主管农业。\n二、预算执行情况\n"
_PROJECT = "青禾县2023年度茶叶产业发展资金绩效自评报告\n一、项目概况\n由县农业局实施。\n二、项目资金情况\n"


def _rows(text: str, heading: str = _PROJECT) -> list[SpendingRow]:
    return extract_report(f"{heading}{text}\n".encode(), "a.txt").spending


def _told(text: str, heading: str = _PROJECT) -> list[tuple[str, dict[str, int]]]:
    return [(row.breakdown, {role: int(amount) // 10000 for role, amount in phases(row).items()}) for row in _rows(text, heading)]


@pytest.mark.parametrize(
    "text",
    [
        "中央下达茶叶发展资金300万元，河源市配套60万元，县级匹配40万元，合计400万元。",
        "省财政拨付我县茶园改造补助300万元（农财〔2023〕8号），河源市补助60万元，县级整合资金40万元，全年预算合计400万元。",
    ],
)
def test_funds_and_places_that_give_are_sources_where_a_sum_proves_them(text: str) -> None:
    assert _told(text) == [("source", {"adjusted": 300}), ("source", {"adjusted": 60}), ("source", {"adjusted": 40}), ("total", {"adjusted": 400})]


def test_funds_without_a_sum_that_proves_them_are_no_sources() -> None:
    told = _told("中央下达茶叶发展资金300万元，河源市配套60万元，合计500万元。")
    assert ("source", {"adjusted": 60}) not in told


def test_sources_that_are_arranged_for_works_are_a_budget() -> None:
    text = "项目概算总投资900万元。资金来源为：省级资金安排500万元，县级一般债券300万元，企业自筹100万元。"
    assert _told(text)[1:] == [("source", {"adjusted": 500}), ("source", {"adjusted": 300}), ("source", {"adjusted": 100})]


def test_a_share_of_all_that_works_cost_is_a_rate_of_what_was_paid_in_all() -> None:
    *_, paid = _rows("项目概算总投资900万元。省级资金支付400万元，债券资金支付200万元，合计支付600万元，占概算总投资的66.67%。")
    assert (paid.breakdown, paid.declared_rate_pct) == ("total", Decimal("66.67"))


def test_a_share_behind_all_that_was_spent_is_its_rate_and_one_behind_a_part_is_none() -> None:
    whole, basic, projects = _rows("本年支出960万元，占96%。其中：基本支出240万元，占25%；项目支出720万元，占75%。", _OFFICE)
    assert [row.declared_rate_pct for row in (whole, basic, projects)] == [Decimal(96), None, None]


def test_works_that_cost_so_much_are_one_row_with_what_was_given_and_spent() -> None:
    text = "河东护岸工程概算总投资900万元，当年下达资金300万元，完成支付280万元；招商引进竹木加工项目总投资2亿元，已完成投资8000万元。"
    assert _told(text, _OFFICE) == [("project", {"unphased": 900, "adjusted": 300, "executed": 280})]


def test_what_is_paid_of_the_fund_that_a_report_is_on_is_the_whole() -> None:
    given, paid = _rows("县财政下达茶叶产业发展资金300万元。累计支付发展资金288万元，拨付率96%。茶农采茶收入1.2亿元。")
    assert (given.breakdown, paid.breakdown, paid.declared_rate_pct) == ("total", "total", Decimal(96))


def test_what_was_paid_for_a_part_is_no_whole_however_it_is_called() -> None:
    assert _told("全年支付957万元，其中茶叶产业支付581万元，茶叶产业发展宣传支付376万元。") == [
        ("total", {"executed": 957}),
        ("project", {"executed": 581}),
        ("project", {"executed": 376}),
    ]


def test_two_projects_with_a_rate_each_are_neither_the_whole() -> None:
    heading = "青禾林场2023年度项目支出绩效自评报告\n一、资金使用情况\n"
    told = _told("沙地治理项目支出120万元，执行率98%；管护奖励资金拨付80万元，执行率100%。", heading)
    assert told == [("project", {"executed": 120}), ("project", {"executed": 80})]


@pytest.mark.parametrize(
    "text",
    [
        "全年接受社会捐款45万元，支出40万元。",
        "接收社会捐赠款物折价45万元，拨付使用40万元，捐赠资金不纳入部门预算。",
        "工会经费12万元，不纳入部门预算。",
    ],
)
def test_donations_and_what_no_budget_holds_are_no_money_of_the_office(text: str) -> None:
    assert not _rows(text, _OFFICE)


def test_what_was_spent_and_left_of_a_budget_is_no_list_of_budgets() -> None:
    budget, posts, works = _told("项目下达资金138万元。岗位补贴支出102万元，工厂奖补支出28万元，结余8万元已由财政收回。")
    assert budget == ("total", {"adjusted": 138})
    assert [posts[1]["executed"], works[1]["executed"]] == [102, 28]


def test_a_hidden_amount_is_printed_with_stars_and_its_parts_are_read() -> None:
    text = "2023年上级下达茶叶产业发展资金****万元，其中中央茶叶转移支付资金61万元，县级统筹资金****万元。"
    assert _told(text) == [("source", {"adjusted": 61})]


def test_a_budget_that_a_county_arranges_for_a_fund_is_of_the_fund() -> None:
    row, *_ = _rows("县级年初预算列支渔政执法经费85万元，年中追加船艇购置经费246万元。", _OFFICE)
    assert (row.item_name, row.breakdown, phases(row)) == ("渔政执法经费", "project", {"approved": 850000})


def test_what_the_budget_arranges_for_an_office_is_its_budget_with_its_parts() -> None:
    assert _told("财政预算安排本部门支出900万元，其中基本支出400万元，项目支出500万元。", _OFFICE) == [
        ("total", {"adjusted": 900}),
        ("nature", {"adjusted": 400}),
        ("nature", {"adjusted": 500}),
    ]


def test_kinds_of_income_have_the_phase_of_those_told_with_them() -> None:
    text = "本部门预算收入948万元，其中年初预算690万元。按来源分：一般公共预算财政拨款890万元，政府性基金预算8万元，其他收入50万元。"
    assert _rows(text, _OFFICE)[-1].adjusted_amount == 500000


def test_the_budget_that_a_notice_approves_is_the_one_approved() -> None:
    text = "县财政局《关于批复2023年部门预算的通知》（青财预〔2023〕8号）下达我局当年预算900万元，其中人员经费800万元，公用经费100万元。"
    assert _told(text, _OFFICE) == [("total", {"approved": 900}), ("nature", {"approved": 800}), ("nature", {"approved": 100})]


def test_a_budget_of_appropriations_is_the_whole_of_an_office_alone() -> None:
    assert _told("2023年我局财政拨款预算为900万元。", _OFFICE) == [("total", {"adjusted": 900})]
    assert _told("预算总额950万元，其中财政拨款预算900万元。", _OFFICE)[1] == ("source", {"adjusted": 900})


def test_what_was_checked_is_what_an_evaluation_ties_up() -> None:
    assert _told("自评工作小组抽查项目12个，抽查资金640万元。", _OFFICE) == [("monitoring", {"unphased": 640})]
    assert not _rows("对8个乡镇进行了抽查，抽查样本120户，发现问题3个。", _OFFICE)
