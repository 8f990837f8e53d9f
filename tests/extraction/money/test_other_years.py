"""Sentences that tell the money of last year or of next year beside this year's."""

from orchestration.extraction import extract_report
from orchestration.extraction.money.sentences.other_years import told_of_other_years
from tests.extraction.reading_rows import phases


def amounts_of(sentence: str) -> list[dict[str, int]]:
    page = f"样县林业局2023年度部门整体支出绩效自评报告\n一、预算执行情况\n{sentence}\n"
    return [phases(row) for row in extract_report(page.encode(), "a.txt").spending]


def stretches(sentence: str, year: int | None = 2023) -> list[str]:
    return [sentence[start:end] for start, end in told_of_other_years(sentence, year)]


def test_last_year_told_before_this_year() -> None:
    assert stretches("2022年支出90万元,2023年支出96万元。") == ["支出90万元"]
    assert stretches("上年度我局预算90万元,支出88万元;本年度支出96万元。") == ["我局预算90万元,支出88万元"]


def test_only_the_year_of_the_report_is_recorded() -> None:
    assert amounts_of("2022年支出90万元，2023年支出96万元。") == [{"executed": 960000}]
    assert amounts_of("2024年预算安排120万元，较2023年增加24万元。") == []


def test_plans_of_next_year() -> None:
    assert stretches("2024年,我局计划投入120万元,用于造林。") == [",我局计划投入120万元,用于造林。"]
    assert stretches("下一步,计划安排20万元更新设备。") == [",计划安排20万元更新设备。"]


def test_what_last_year_gave_or_left_is_of_this_year() -> None:
    assert stretches("2022年底提前下达资金30万元,2023年下达8万元。") == []
    assert stretches("上年结转资金5万元,本年支出96万元。") == []
    assert stretches("2022年12月拨付30万元,2023年拨付8万元。") == []


def test_a_year_of_a_report_that_names_none_is_not_asked() -> None:
    assert stretches("2022年支出90万元,2023年支出96万元。", None) == []


def test_years_side_by_side_and_behind_who_tells_them() -> None:
    assert amounts_of("2021年支出80万元、2022年支出90万元、2023年支出96万元。") == [{"executed": 960000}]
    assert amounts_of("我局2024年部门预算120万元，已批复下达。") == []
    assert amounts_of("近三年部门预算分别为80万元、90万元、100万元。") == []


def test_what_was_spent_by_the_middle_of_the_year_is_not_what_the_year_spent() -> None:
    assert amounts_of("上半年支出45万元，全年支出96万元。") == [{"executed": 960000}]
    assert amounts_of("绩效监控显示，截至7月底支出60万元，执行率54.7%。") == []
    assert amounts_of("1-12月累计支出96万元，完成全年预算的97.5%。") == [{"executed": 960000}]
