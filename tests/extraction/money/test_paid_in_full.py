"""Sums that words behind them say were paid, and the one sum that a list item tells."""

import pytest

from orchestration.extraction import extract_report
from tests.extraction.money.test_of_heads_and_payees import rows_of, rows_of_project
from tests.extraction.reading_rows import phases, prose_money_of


@pytest.mark.parametrize("behind", ["已全部拨付到镇", "，已于6月、12月分两次拨付各村", "，均已足额兑付到户", "已全部打卡到人"])
def test_a_named_fund_that_was_paid_in_full_is_spending(behind: str) -> None:
    assert rows_of(f"2.公厕管护经费12万元{behind}，管护公厕18座。") == [("公厕管护经费", "project", {"executed": 120000})]


def test_the_sum_of_a_head_that_was_paid() -> None:
    assert rows_of("2.村级运转经费，每村按标准，共计27万元，已分两次拨付各村。") == [("村级运转经费", "project", {"executed": 270000})]
    assert rows_of("1.运行补贴。县级下达指标18万元，全部打卡到户。") == [("运行补贴", "project", {"adjusted": 180000})]


def test_what_was_paid_on_is_the_budget_of_those_that_spent_it() -> None:
    assert rows_of("护林资金60万元已全部拨付到镇，各镇实际支付58万元。") == [("护林资金", "project", {"adjusted": 600000, "executed": 580000})]


@pytest.mark.parametrize("behind", ["未全部支付", "已拨付一部分"])
def test_what_was_not_paid_in_full(behind: str) -> None:
    assert all("executed" not in row[2] for row in rows_of(f"护林资金60万元{behind}。"))


def test_works_are_paid_of_their_budget() -> None:
    rows = rows_of("1.饮水工程，县财政安排资金86万元，已支付工程款81万元，新建水厂7处。")
    assert rows == [("饮水工程", "project", {"adjusted": 860000, "executed": 810000})]
    rows = rows_of("3.厕所改造。县财政拨付我镇56万元，实际支付施工方48万元。")
    assert rows == [("厕所改造", "project", {"adjusted": 560000, "executed": 480000})]


def test_what_was_paid_besides() -> None:
    rows = rows_of_project("项目预算90万元，支出80万元，另支付检测费5万元。")
    assert rows[1] == ("检测费", "project", {"executed": 50000})


def test_the_price_of_a_contract_that_changed() -> None:
    rows = rows_of_project("因工程变更，调减柳桥镇标段合同价36万元，调增青山镇标段合同价21万元。")
    assert [row[1:] for row in rows] == [("budget_adjustment", {"change": -360000}), ("budget_adjustment", {"change": 210000})]


def test_a_payment_that_is_named_with_its_standard() -> None:
    rows = rows_of_project("护林员补助按每人每年8000元标准执行，134名护林员已打卡，全年兑付107万元。")
    assert rows == [("护林员补助", "project", {"executed": 1070000})]


@pytest.mark.parametrize(
    "text, item, figures",
    [
        ("2.儿童康复。资金24万元，送训20名，每名补助1.2万元。", "儿童康复", {"unphased": 240000}),
        ("3.创业扶持。扶持46户，发放扶持金69万元。", "创业扶持", {"executed": 690000}),
        ("4.环境整治，投入95万元，清理垃圾2万立方。", "环境整治", {"executed": 950000}),
    ],
)
def test_the_one_sum_of_a_list_item(text: str, item: str, figures: dict[str, int]) -> None:
    assert rows_of_project(text) == [(item, "project", figures)]


def test_what_was_paid_to_people_is_no_budget_of_an_office() -> None:
    assert rows_of("3.创业扶持。扶持46户，发放扶持金69万元。") == []


def test_what_a_report_on_aid_paid_in_all() -> None:
    ((item, _, figures),) = rows_of_project("全年共发放各类救助资金488万元。", subject="困难群众救助补助资金")
    assert (item, figures) == ("各类救助资金", {"executed": 4880000})


def test_what_approved_works_cost_where_the_work_done_follows() -> None:
    assert rows_of("2.河段治理工程概算总投资2300万元，当年完成投资1450万元。") == [("河段治理工程", "project", {"unphased": 23000000})]
    assert rows_of("2.引进竹木加工项目总投资2300万元，当年完成投资1450万元。") == []


@pytest.mark.parametrize("paid", ["通过一卡通发放", "通过“一卡通”发放补贴资金", "已按月通过社保卡发放到户", "支付到位"])
def test_what_is_paid_through_cards_is_spent_of_the_budget_before(paid: str) -> None:
    assert rows_of(f"下达种粮补贴资金320万元，{paid}318万元。") == [("种粮补贴资金", "project", {"adjusted": 3200000, "executed": 3180000})]


def test_a_fund_of_payments_to_people_with_when_they_were_paid() -> None:
    heading = "青禾县2022年种粮农民一次性补贴资金绩效自评报告\n一、项目概况\n按照通知要求开展自评。\n二、资金使用情况\n"
    told = "2022年我县种粮农民一次性补贴资金总额386.5万元，涉及16个乡镇、3.2万户，已于2022年6月通过一卡通发放383.2万元。"
    (row,) = extract_report(f"{heading}{told}\n".encode(), "a.txt").spending
    assert (row.breakdown, phases(row)) == ("total", {"adjusted": 3_865_000, "executed": 3_832_000})


def test_parts_with_how_many_got_them() -> None:
    rows = prose_money_of("全年支出523.6万元，其中困难残疾人生活补贴3256人、278.4万元，重度残疾人护理补贴2856人、245.2万元。")
    assert [row.item_name for row in rows][1:] == ["困难残疾人生活补贴", "重度残疾人护理补贴"]
