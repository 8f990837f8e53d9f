"""A page of a government site: navigation, breadcrumbs, publication data, the article, a footer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from random import Random

from tests.corpus.blocks import Block, Break, Furniture, Grid, Heading, Line

MENU = ("首页", "政务公开", "政务服务", "互动交流", "走进本地")


def render(blocks: Sequence[Block], random: Random, *, site: str, year: int) -> str:
    published = f"{year + 1}-{random.randint(3, 9):02d}-{random.randint(1, 28):02d}"
    title = next(block.text for block in blocks if isinstance(block, Heading))
    body = "\n".join(_block(block, random) for block in blocks)
    article = random.choice(
        ('<div class="article" id="zoom">', '<div class="TRS_Editor">', "<article>", '<div class="content">')
    )
    closing = "</article>" if article == "<article>" else "</div>"
    menu = "".join(f'<li><a href="/{number}/">{name}</a></li>' for number, name in enumerate(MENU))
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}-{escape(site)}</title>
<style>table td {{ border: 1px solid #000 }}</style>
<script>var visits = {random.randint(100, 9999)}; document.title = "x";</script></head>
<body>
<div class="header"><nav><ul>{menu}</ul></nav><form><input placeholder="请输入关键字"><button>搜索</button></form></div>
<div class="crumbs">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/czyjs/">财政预决算</a> &gt; 正文</div>
<table class="headInfo"><tr><td>索引号：</td><td>{random.randint(10**8, 10**9)}/{year}-{random.randint(10000, 99999)}</td>
<td>发布机构：</td><td>{escape(site)}</td></tr><tr><td>发布日期：</td><td>{published}</td><td>浏览次数：</td><td>{random.randint(20, 900)}</td></tr></table>
{article}
{body}
{closing}
<div class="share">分享到：微信 微博 <a href="javascript:window.print()">打印本页</a></div>
<div class="footer"><p>主办单位：{escape(site)} 网站标识码：{random.randint(10**9, 10**10)}</p>
<p>备案号：{random.randint(10000000, 99999999)}号-{random.randint(1, 9)} 联系电话：0{random.randint(100, 999)}-{random.randint(1000000, 9999999)}</p></div>
</body></html>
"""


def _block(block: Block, random: Random) -> str:
    if isinstance(block, Heading):
        tag = "h1" if block.level == 0 and random.random() < 0.5 else "p"
        text = escape(block.text)
        return (
            f'<{tag} style="text-align:center"><strong>{text}</strong></{tag}>'
            if block.level == 0
            else f"<p><b>{text}</b></p>"
        )
    if isinstance(block, Line):
        return f"<p>　　{escape(block.text)}</p>"
    if isinstance(block, Furniture):
        return "".join(f"<p>{escape(text)}</p>" for text in block.texts)
    if isinstance(block, Break):
        return "<p>&nbsp;</p>"
    return _table(block)


def _table(grid: Grid) -> str:
    above = "".join(f'<p align="center">{escape(each)}</p>' for each in (grid.caption, grid.unit_note) if each)
    rows = "".join(
        "<tr>" + "".join(_cell(box.text, box.rows, box.columns) for box in line) + "</tr>\n" for line in grid.rows
    )
    return f"{above}<table border=1><tbody>\n{rows}</tbody></table>"


def _cell(text: str, rows: int, columns: int) -> str:
    spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
    inner = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n")) if "\n" in text else escape(text)
    return f"<td{spans}><span>{inner}</span></td>"
