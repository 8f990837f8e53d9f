"""A report ruled as a form is read as its chapters; a table that only numbers its rows stays a table."""

from __future__ import annotations

from orchestration.extraction import extract_report
from orchestration.extraction.structure.outline import Outline, build_outline
from orchestration.reading.html import read_html


def _page(*rows: tuple[str, ...]) -> str:
    lines = []
    for row in rows:
        *labels, last = row
        cells = "".join(f"<td>{label}</td>" for label in labels)
        lines.append(f'<tr>{cells}<td colspan="{4 - len(row)}">{last}</td></tr>')
    table = "".join(lines)
    return f"<html><body><h1>青禾县水利局2022年度部门整体支出绩效自评报告</h1><table>{table}</table></body></html>"


FORM = _page(
    ("一、部门基本情况", "（一）部门概况", "青禾县水利局负责全县水资源管理、防汛抗旱和农村饮水安全保障工作，年末在职职工42人。"),
    ("二、评价结论", "1.供水保障方面。新建供水工程3处。综合以上情况，部门整体支出绩效自评得分95.4分，自评等级为“优”。"),
    ("三、存在的问题", "1．部分绩效指标没有量化，难以考核。2．个别项目支付进度偏慢，年底集中支付。"),
    ("四、改进措施", "1．编制预算时逐项审核绩效指标。2．按月通报项目支付进度。"),
)  # fmt: skip


def _outline(page: str) -> Outline:
    return build_outline(read_html(page, "form.html"))


def test_the_chapters_of_a_form_are_headings_and_its_cells_passages() -> None:
    outline = _outline(FORM)
    assert not outline.tables
    assert [section.title for section in outline.sections if section.number] == [
        "部门基本情况",
        "部门概况",
        "评价结论",
        "存在的问题",
        "改进措施",
    ]


def test_a_form_is_read_like_any_report() -> None:
    report = extract_report(FORM.encode(), "form.html")
    assert [(row.component, str(row.score), row.grade) for row in report.scores] == [("total", "95.4", "优")]
    assert [(row.finding_kind, row.finding_text) for row in report.findings] == [
        ("problem", "部分绩效指标没有量化，难以考核。"),
        ("problem", "个别项目支付进度偏慢，年底集中支付。"),
        ("action", "编制预算时逐项审核绩效指标。"),
        ("action", "按月通报项目支付进度。"),
    ]


def test_a_table_of_money_with_numbered_rows_stays_a_table() -> None:
    rows = [
        ("一、基本支出", "820.00", "815.60"),
        ("二、项目支出", "310.00", "305.20"),
        ("三、合计", "1130.00", "1120.80"),
    ]
    assert len(_outline(_page(("项目", "预算数（万元）", "决算数（万元）"), *rows)).tables) == 1


def test_chapters_without_numbers_are_headings_where_most_are_known() -> None:
    told = "街道辖14个社区，年内围绕人居环境、营商环境和社区治理开展工作，任务分解到各科室，按月调度、按季通报，年底逐项核对完成情况。"
    rows = [
        ("部门概况", told),
        ("重点工作成效", "①招商引资：引进项目2个，实际到位内资4.3亿元，新增规模以上企业6家。②平安创建：化解矛盾纠纷397件，安装监控探头248个。"),
        ("评分情况", "根据评分表，自评得分88分，绩效等级为“良”。" + told),
        ("存在的问题", "1.项目储备不充分，部分专项资金下达后未能及时形成支出。2.绩效目标与年度重点工作衔接不紧，个别指标难以考核。"),
        ("改进措施", "1.建立三年滚动项目库，资金下达前完成前期手续。2.邀请第三方对绩效目标进行会审，压实各业务办公室编报责任。"),
    ]
    table = "".join(f"<tr><td>{label}</td><td>{text}</td></tr>" for label, text in rows)
    page = f"<html><body><h1>云岭街道办事处2022年部门整体支出绩效自评报告</h1><table>{table}</table></body></html>"
    assert [section.title for section in _outline(page).sections][-5:] == [label for label, _ in rows]
    report = extract_report(page.encode(), "form.html")
    assert [(row.task_name, row.result_text) for row in report.tasks] == [
        ("招商引资", "引进项目2个，实际到位内资4.3亿元，新增规模以上企业6家。"),
        ("平安创建", "化解矛盾纠纷397件，安装监控探头248个。"),
    ]
    assert [row.finding_kind for row in report.findings] == ["problem", "problem", "action", "action"]


def test_a_form_of_few_words_beside_its_labels_stays_a_table() -> None:
    rows = [("单位概况", "青禾县水利局"), ("自评结论", "95分"), ("存在的问题", "无"), ("改进措施", "无")]
    assert len(_outline(_page(*rows)).tables) == 1
