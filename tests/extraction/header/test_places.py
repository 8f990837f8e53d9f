"""Names of divisions in running text, each text invented."""

from __future__ import annotations

import pytest

from orchestration.extraction.header import read_header
from orchestration.extraction.places import level_of, places_in, read_places
from orchestration.extraction.structure.outline import build_outline
from orchestration.reading.text import read_text


def test_divisions_of_an_offices_name() -> None:
    assert list(places_in("江西省临川市青禾区人民政府柳桥街道办事处")) == ["江西省", "临川市", "青禾区", "柳桥街道"]
    assert list(places_in("双江拉祜族佤族布朗族傣族自治县勐勐镇人民政府")) == [
        "双江拉祜族佤族布朗族傣族自治县",
        "勐勐镇",
    ]
    assert list(places_in("位于从化区和和平区的机构")) == ["从化区", "和平区"]


@pytest.mark.parametrize(
    "text",
    ["全市各社区", "农贸市场", "乡镇", "本辖区", "全县", "园区", "城镇化", "节省", "乡村振兴", "县委县政府", "上级部门和县委县政府"],
)
def test_words_that_only_end_like_divisions(text: str) -> None:
    assert list(places_in(text)) == []


def test_levels() -> None:
    names = ("江西省", "北京市", "临川市", "凉山自治州", "青禾区", "青禾县", "柳桥镇", "柳桥街道", "社区")
    levels = ["province", "province", "city", "city", "county", "county", "township", "township", None]
    assert [level_of(name) for name in names] == levels


def test_mentions_are_counted_over_text_office_and_path() -> None:
    text = (
        "青禾县柳桥镇人民政府2020年度部门整体支出绩效自评报告\n一、基本情况\n柳桥镇位于青禾县东部，优化柳桥镇环境。\n"
        "二、自评结论\n自评得分95分。\n"
    )
    outline = build_outline(read_text(text, "a.txt"))
    header, _ = read_header(outline, "a.txt")
    found = {row.place_name: (row.place_level, row.mentions) for row in read_places(outline, header, "临川市/a.txt")}
    assert found == {"柳桥镇": ("township", 4), "青禾县": ("county", 3), "临川市": ("city", 1)}
