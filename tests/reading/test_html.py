"""Web pages of government sites: what is content, what a table is, what a browser would print."""

from __future__ import annotations

from orchestration.document import BlockKind, Document
from orchestration.reading import read_document

from .shown import is_consistent, lines, spans, tables

SITE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>青湖镇2022年度绩效自评报告_样县人民政府</title>
<script>var x = "<p>不是正文</p>";</script><style>p {color: red}</style></head><body>
<div class="header"><div class="logo">样县人民政府门户网站</div><ul class="nav"><li><a href="/">首页</a></li>
<li><a href="/a">政务公开</a></li><li><a href="/b">办事服务</a></li></ul></div>
<div class="wrap"><div class="position">当前位置：<a href="/">首页</a> &gt; <a>财政公开</a> &gt; 正文</div>
<div class="article-head"><div class="tit">青湖镇2022年度绩效自评报告</div>
<div class="info">发布日期：2023-06-01 来源：青湖镇 浏览次数：<span>12</span></div></div>
<div id="zoom">
<p>　　一、基本情况</p><p>全年预算数为1,200.50万元，
执行数为1,100.25万元。</p>
<table border="1"><tr><th rowspan="2">项目</th><th colspan="2">金额</th></tr><tr><th>预算</th><th>执行</th></tr>
<tr><td>基本支出</td><td>700</td><td>680.25</td></tr>
<tr><td>项目<br>支出</td><td><p>500.50</p></td><td>420&nbsp;</td></tr></table>
<ol><li>道路保洁</li><li>垃圾分类</li></ol>
<p>附件：<a href="1.docx">自评表.docx</a></p></div>
<div class="share">分享到：<a>微信</a><a>微博</a></div></div>
<div class="footer">版权所有：样县人民政府 网站标识码：0000000000 样ICP备00000000号</div></body></html>"""


def read(text: str) -> Document:
    document = read_document(text.encode(), "page.txt")
    assert document.file_format == "html"
    assert is_consistent(document)
    return document


def test_line_ends_are_printed_where_the_page_says_so() -> None:
    report = "一、概况\n支出100万元。\n二、问题"
    for element in (f"<pre>{report}</pre>", f'<div style="white-space: pre-wrap"><span>{report}</span></div>'):
        assert lines(read(f"<html><body>{element}</body></html>")) == ["一、概况", "支出100万元。", "二、问题"]
    assert lines(read("<html><body><pre>一、概况\n<b>支出</b>100万元。</pre></body></html>")) == ["一、概况", "支出100万元。"]
    flowing = f'<pre style="white-space:normal">{report}</pre>'
    assert lines(read(f"<html><body>{flowing}</body></html>")) == ["一、概况支出100万元。二、问题"]


def test_a_site_page_gives_title_text_and_table_without_the_site_around_it() -> None:
    document = read(SITE)
    assert lines(document) == [
        "青湖镇2022年度绩效自评报告",
        "发布日期：2023-06-01 来源：青湖镇 浏览次数：12",
        "一、基本情况",
        "全年预算数为1,200.50万元，执行数为1,100.25万元。",
        "1. 道路保洁",
        "2. 垃圾分类",
        "附件：自评表.docx",
    ]
    assert lines(document, BlockKind.FURNITURE) == ["发布日期：2023-06-01 来源：青湖镇 浏览次数：12"]
    assert lines(document, BlockKind.ITEM) == ["1. 道路保洁", "2. 垃圾分类"]
    assert tables(document) == [
        [
            ["项目", "金额", None],
            [None, "预算", "执行"],
            ["基本支出", "700", "680.25"],
            ["项目 支出", "500.50", "420"],
        ]
    ]
    assert spans(document) == {"项目": (2, 1), "金额": (1, 2)}


def test_paragraphs_in_items_are_items() -> None:
    document = read("<p>得分情况</p><ul><li><p>投入19分</p></li><li>过程28分</li></ul><p>合计47分</p>")
    assert lines(document, BlockKind.ITEM) == ["投入19分", "过程28分"]
    assert lines(document, BlockKind.PARAGRAPH) == ["得分情况", "合计47分"]


def test_a_table_stands_in_the_text_as_lines_of_cells() -> None:
    assert "项目\t金额\n预算\t执行\n基本支出\t700\t680.25\n项目 支出\t500.50\t420\n" in read(SITE).text


def test_tables_that_lay_out_an_old_site_are_walked_through() -> None:
    cells = "".join(f"<tr><td>指标{i}</td><td>{i}0%</td><td>已完成</td></tr>" for i in range(1, 4))
    page = f"""<html><body><table width="100%"><tr><td><table><tr><td><a>首页</a></td><td><a>公开</a></td><td>
    <a>服务</a></td></tr></table></td></tr><tr><td><p>一、部门概况</p><p>本部门编制21人。</p>
    <table border=1>{cells}</table>
    <p>二、存在问题</p></td></tr><tr><td>版权所有 样市财政局</td></tr></table></body></html>"""
    document = read(page)
    assert lines(document) == ["一、部门概况", "本部门编制21人。", "二、存在问题"]
    assert tables(document) == [[[f"指标{i}", f"{i}0%", "已完成"] for i in (1, 2, 3)]]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    page = """<table><tr><td>资金</td><td>全年预算 300 万元，说明如下，另有上级补助、结转、其他来源</td></tr>
    <tr><td>指标</td><td>明细
    <table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table></td></tr></table>"""
    assert tables(read(page)) == [
        [["资金", "全年预算 300 万元，说明如下，另有上级补助、结转、其他来源"], ["指标", "明细"]],
        [["甲", "1"], ["乙", "2"]],
    ]


def test_spans_of_any_value_stay_within_the_table() -> None:
    page = """<table><tr><td rowspan=0>a<td colspan=9999999>b
    <tr><td>c<td rowspan="x">d<tr><td rowspan=500>e<td>f</table>"""
    document = read(page)
    assert tables(document)[0][0][:2] == ["a", "b"]
    assert spans(document)["a"] == (3, 1)
    assert [row[1:3] for row in tables(document)[0][1:]] == [["c", "d"], ["e", "f"]]


def test_scripts_and_hidden_parts_are_never_text() -> None:
    page = """<html><body><h1>自评报告<script>alert(1)</script></h1>
    <p style="display: none">藏</p><p onclick="x()">显</p>
    <p>&lt;script&gt;alert(2)&lt;/script&gt;</p></body></html>"""
    assert lines(read(page)) == ["自评报告", "显", "<script>alert(2)</script>"]


def test_a_gb18030_page_is_read_whatever_it_declares() -> None:
    page = "<html><head><meta charset='gb2312'></head><body><p>镕基街道办事处绩效自评</p></body></html>"
    assert lines(read_document(page.encode("gb18030"), "x.htm")) == ["镕基街道办事处绩效自评"]


def test_a_title_printed_by_script_comes_from_the_meta_entry() -> None:
    page = """<html><head><meta name="ArticleTitle" content="白石镇绩效自评报告"></head>
    <body><p>正文一段。</p></body></html>"""
    document = read(page)
    assert lines(document) == ["白石镇绩效自评报告", "正文一段。"]
    assert document.blocks[0].kind is BlockKind.HEADING


def test_elements_nested_without_end_are_read_or_refused() -> None:
    page = "<html><body>" + "<div>" * 3000 + "<p>全文在此</p>"
    document = read(page)
    assert lines(document) == ["全文在此"]
    assert document.warnings == ("elements nested very deeply were read as one level",)


def test_markdown_with_some_tags_is_no_web_page() -> None:
    text = "# 自评报告\n\n项目\t内容\n甲\t<p>一</p> <p>二</p>\n"
    assert read_document(text.encode(), "a.html").file_format == "md"


def test_cells_framed_by_a_table_each_are_cells_of_the_outer_table() -> None:
    rows = [["项目", "预算数", "执行数"], ["培训费", "12.50", "11.80"], ["会议费", "", "3.20"]]
    cells = [[f"<td><table><tr><td><p>{text}</p></td></tr></table></td>" for text in row] for row in rows]
    source = "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in cells) + "</table>"
    assert tables(read_document(f"<html><body>{source}</body></html>".encode(), "a.html")) == [rows]
