"""Clerks' own verbs for what was spent, and for what was not."""

import pytest

from tests.extraction.money.test_of_heads_and_payees import rows_of, rows_of_project


@pytest.mark.parametrize("verb", ["实付", "实拨", "分次实拨", "付款", "拨出", "花掉", "用去", "花出", "总支付", "按季足额发放", "按月打卡发放"])
def test_whatever_verb_says_that_a_budget_was_spent(verb: str) -> None:
    assert rows_of(f"3.村道保洁。预算22万元，{verb}21.4万元。") == [("村道保洁", "project", {"adjusted": 220000, "executed": 214000})]


@pytest.mark.parametrize("words", ["尚未支付的", "没有拨付的", "没拨出去的", "还没花完的", "未付款的", "暂缓拨付，", "拖欠"])
def test_what_was_not_spent_is_no_spending(words: str) -> None:
    assert rows_of_project(f"{words}8.2万元为质保金。") == []


def test_a_title_on_use_says_nothing_of_the_sum_behind_it() -> None:
    assert all("executed" not in row[2] for row in rows_of_project("二、资金到位与使用412万元于8月份足额到位。"))


@pytest.mark.parametrize("words", ["按照合同进度已支付", "按合同约定支付", "按工程进度累计支付"])
def test_payment_by_contract_is_spending_of_the_budget_before_it(words: str) -> None:
    assert rows_of(f"3.村道保洁。预算22万元，{words}21.4万元。") == [("村道保洁", "project", {"adjusted": 220000, "executed": 214000})]
