"""Chapters of a text without line breaks, that no stop parts from what stands before them."""

from orchestration.extraction import extract_report
from orchestration.extraction.structure.run_on import run_on_parts

_LINE = (
    "青禾县水务局2023年度部门整体支出绩效自评报告一、部门概况我局主管全县水利工作,下设5个股室,在职人员32人,承担供水、防汛和河道管护"
    "二、预算执行情况年初预算数为320万元,全年预算数为350万元,执行数为340万元,执行率97.14%三、存在的问题预算编制不够精细,资金拨付较慢"
    "四、下一步改进措施加强预算管理,加快资金拨付进度,提高资金使用效益"
)
_NUMBERS_IN_A_SENTENCE = (
    "按照星期一、二、三值班情况安排人员,做好一、二级指标完成情况分析,落实第一、二、三季度目标,总结一、二、三次产业发展情况,加强监督检查,"
    "对发现的问题及时整改到位,确保资金安全,提升资金使用绩效水平,提高群众满意度,认真完成各项任务,形成报告并上报备案,接受社会监督,持续改进工作作风,不断提高服务水平"
)


def test_chapters_that_only_numbers_and_names_part() -> None:
    headings = ["一、部门概况", "二、预算执行情况", "三、存在的问题", "四、下一步改进措施"]
    assert [part for start, end in run_on_parts(_LINE) if (part := _LINE[start:end]) in headings] == headings
    report = extract_report(_LINE.encode(), "a.txt")
    (row,) = report.spending
    assert (row.approved_amount, row.adjusted_amount, row.executed_amount) == (3_200_000, 3_500_000, 3_400_000)
    assert [finding.finding_kind for finding in report.findings] == ["problem", "action"]


def test_numbers_of_a_sentence_begin_no_chapters() -> None:
    assert run_on_parts(_NUMBERS_IN_A_SENTENCE) == [(0, len(_NUMBERS_IN_A_SENTENCE))]
