"""What a row of money in a table is called, which classification it is of, and which side of the budget it stands on.

Belongs here: the cell that names a row, codes of the budget's classifications, tables side by side. Does not belong here:
phases and amounts (`money.phases`), records (`money.table`, `money.matrix`). Words: `data/money.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from orchestration.document import MappedText
from orchestration.extraction.money.phases import header_of
from orchestration.extraction.money.words import direction_of, fund_of, is_total, without_prefix, without_unit_note
from orchestration.extraction.structure.captions import caption_of
from orchestration.extraction.structure.flat_cells import is_empty_mark
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone

_KIND_OF_ITEM = re.compile(r"类[别型]$|性质$|编码$|属性$|对象$|用途$|级次$|层级$")
_DESCRIBES = re.compile(r"资金(?:来源|渠道)|(?:主要|建设|实施|工程|具体|项目)?内容")
# 2070109群众文化, 30201办公费; an amount with its unit (30000亩) is no code.
_CODED = re.compile(
    r"^(?P<code>2\d{2}(?:\d{2}){1,2}|3[01]\d{3}|2\d{2}(?=\s?[\u4e00-\u9fff]{2,14}支出$)|3[01]\d(?=\s?(?:工资福利|商品和?服务|对个人|对企业|债务|资本性)))\s?(?=[\u4e00-\u9fff]{2})(?![亩元万吨]|公[里顷斤]|平方|立方|人次)"
)
_CODE = re.compile(r"^(?:2\d{2}(?:\d{2}){0,2}|3[01]\d(?:\d{2})?)$")
_SEVERAL = re.compile(r"[、,;+/及和与]")
_SAYS_FUND = re.compile("(?:资金|经费|预算)(?:性质|来源|渠道|类[型别])")
_CLASSIFICATIONS = ((re.compile("功能"), "function"), (re.compile("经济(?:分类|科目)"), "economic"))
_COUNTED = re.compile(r"(?:任务|项目|工作|目标|活动)\s?[一二三四五六七八九十\d]{1,2}")
_NAMES = re.compile(r"[\u4e00-\u9fff]{2}")
_OF_CODES = re.compile("编码|代码|科目|功能|经济分类")
_INCOME_TABLE = re.compile("收入(?:决算|预算)?(?:情况)?(?:明细)?表")
_LONGEST_SIDE = 8  # characters of a header that says which side stands under it: 收入, 本年支出, 支出情况


def printed_name(item: MappedText) -> str:
    """An item's name without number, 其中, unit and code: 2070109群众文化 is 群众文化."""
    name = without_unit_note(without_prefix(item))
    coded = _CODED.match(name.text)
    return (name.slice(coded.end(), len(name)) if coded else name).printed()


def names_item(cell: CellText) -> bool:
    """Whether a cell's words can name a row: no figure, no mark of an empty cell (——); 2070109群众文化 is a name."""
    text = cell.text.text
    return bool(_CODED.match(text)) or not (is_figure(text) or is_empty_mark(text))


def item_cell(zone: Zone, row: int, first_amount: int) -> CellText | None:
    """The cell that names the row: of the item column, else the last words left of the first amount."""
    named = [
        (index, cell)
        for index in zone.columns_of("item")
        if (cell := zone.view.grid[row][index]) is not None and cell.text and names_item(cell)
    ]
    if named and _COUNTED.fullmatch(named[-1][1].text.text) and (content := _words_behind(zone, row, named[-1][0], first_amount)):
        return content
    if named:
        names = [cell for index, cell in named if not _tells_kind(zone, index, row, [at for at, _ in named])]
        return (names or [cell for _, cell in named])[-1]
    return _words_left(zone, row, first_amount)


def _words_behind(zone: Zone, row: int, index: int, first_amount: int) -> CellText | None:
    """The words right of a cell that only counts what it names: 任务1 | 河道保洁 | 42.6."""
    words = (cell for cell in zone.view.grid[row][index + 1 : first_amount] if cell is not None and cell.text)
    return next((cell for cell in words if names_item(cell) and _NAMES.search(cell.text.text)), None)


def _tells_kind(zone: Zone, index: int, row: int, named: list[int]) -> bool:
    """Whether a column says of what kind an item is that another one names: its class, or who pays for a project that has
    one row (项目名称 | 资金来源), or what it does (项目 | 内容)."""
    head = header_of(zone, index)
    if _KIND_OF_ITEM.search(head):
        return True
    beside = [cell for at in named if at < index and (cell := zone.view.grid[row][at]) is not None]
    return bool(_DESCRIBES.fullmatch(head)) and any(cell.row == row and cell.cell.row_span == 1 for cell in beside)


def fund_beside(zone: Zone, row: int, item: CellText | None) -> str | None:
    """The fund that a column of its own says of a row that another column names: 项目名称 | 资金性质 over 道路改造 | 政府性基金."""
    for index in zone.columns_of("item"):
        cell = zone.view.grid[row][index]
        if item is not None and cell is not None and cell.column > item.column and _SAYS_FUND.fullmatch(header_of(zone, index)):
            return None if _SEVERAL.search(cell.text.text) else fund_of(cell.text.text)
    return None


def _words_left(zone: Zone, row: int, first_amount: int) -> CellText | None:
    """The last words left of the first amount, of a column that has no other use (standards, quantities) where there is one."""
    head = -1 if zone.header_row is None else zone.header_row  # a label beside header and rows names the block
    words = [
        (index, cell)
        for index, cell in enumerate(zone.view.grid[row][:first_amount])
        if cell is not None and cell.text and cell.row > head and names_item(cell)
    ]
    free = [cell for index, cell in words if index not in zone.columns] or [cell for _, cell in words]
    return free[-1] if free else None


def classification_of(zone: Zone, row: int, item: CellText | None) -> str | None:
    """function or economic, where the header of the names says so (项目(按功能分类)) or a code before or beside the name."""
    for index in zone.columns_of("item") if zone.header_row is not None else ():
        head = zone.view.value(zone.header_row or 0, index)
        if found := next((kind for pattern, kind in _CLASSIFICATIONS if pattern.search(head)), None):
            return found
    code = next(_codes(zone, row, item), None)
    return None if code is None else "function" if code.startswith("2") else "economic"


def is_coded(zone: Zone, row: int, item: CellText | None) -> bool:
    """Whether a row prints the code of its class."""
    return next(_codes(zone, row, item), None) is not None


def _codes(zone: Zone, row: int, item: CellText | None) -> Iterator[str]:
    """The codes of classifications that a row prints: glued to its name, or in a column of codes."""
    if item and (coded := _CODED.match(item.text.text)):
        yield coded["code"]
    for index, cell in enumerate(zone.view.grid[row]):
        if item is None or index >= item.column or cell is None or not _CODE.match(cell.text.text):
            continue
        if _OF_CODES.search(_headers_of(zone, index)):
            yield cell.text.text


def _headers_of(zone: Zone, index: int) -> str:
    """What a header and a row of words right below it say over a column: 科目编码 under 项目."""
    row = -1 if zone.header_row is None else zone.header_row + 1
    below = zone.view.printed_cells(row) if 0 < row < len(zone.view.grid) else ()
    if any(is_figure(cell.text.text) for cell in below):
        return header_of(zone, index)
    return header_of(zone, index) + "".join(cell.text.text for cell in below if cell.column == index)


def side_of(zone: Zone) -> str | None:
    """income or expenditure, as the header over the names says it or, of two tables side by side, the words over the header."""
    if zone.header_row is None:
        return None
    rows = (zone.header_row, zone.header_row - 1) if zone.is_side and zone.header_row else (zone.header_row,)
    for row in rows:
        for index in zone.columns_of("item"):
            words = _words_over(zone, row, index)
            side = direction_of(words) if len(words) <= _LONGEST_SIDE else None
            if side in ("income", "expenditure"):
                return side
    return None


def _words_over(zone: Zone, row: int, index: int) -> str:
    """The words of a header row over a column: they reach over the blanks right of them, where a file does not tell spans."""
    values = (zone.view.value(row, column) for column in range(index, -1, -1))
    return next((value for value in values if value), "")


def _is_of_income(zone: Zone) -> bool:
    """Whether a table's caption says that all it holds is income: 收入决算表, where a function of spending is one by which
    income came."""
    caption = caption_of(zone.view)
    return caption is not None and bool(_INCOME_TABLE.search(caption.text.text)) and direction_of(caption.text.text) == "income"


def _totals_income(zone: Zone) -> bool:
    """Whether the only totals of a table are of income: 收入总计."""
    names = [printed_name(cell.text) for row in zone.rows if (cell := zone.cell(row, "item"))]
    totals = [name for name in names if is_total(name)]
    return bool(totals) and all(direction_of(name) == "income" for name in totals)


def _total_above(zone: Zone, row: int) -> str:
    """The last total above a row in a table that begins with one, whose parts stand below it: 收入合计 over 财政拨款."""
    names = [printed_name(cell.text) for above in zone.rows if above < row and (cell := zone.cell(above, "item"))]
    return next((name for name in reversed(names) if is_total(name)), "") if names and is_total(names[0]) else ""


def direction_in(zone: Zone, name: str, breakdown: str, row: int) -> str:
    """income or expenditure as the side of the table, the item's name, the total above it, the caption or the heading says."""
    side = side_of(zone)
    if side == "income" or _is_of_income(zone) or _totals_income(zone):
        return "income"
    if breakdown in ("fund", "source") and not direction_of(name) and direction_of(_total_above(zone, row)) == "income":
        return "income"
    if side or breakdown in ("task", "project", "source", "three_public", "economic", "function"):
        return "expenditure"
    caption = caption_of(zone.view)
    section = zone.view.section
    for text in (name, caption.text.text if caption else "", section.title if section else ""):
        found = direction_of(text)
        if found in ("income", "expenditure"):
            return found
    return "expenditure"
