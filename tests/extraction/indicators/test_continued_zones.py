"""Which tables go on from the header of the one before."""

from __future__ import annotations

from tests.extraction.reading_rows import zones_of

INDICATORS = (
    "序号\t类别\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n"
    "1\t甲\t产出指标\t数量指标\t培训场次\t12场\t13场\n2\t甲\t产出指标\t质量指标\t合格率\t95%\t98%\n"
)


def test_a_table_narrower_than_the_header_before_it_is_none_of_it() -> None:
    indicators, other = zones_of(f"{INDICATORS}\n二、说明\n\n甲\t乙\n丙\t丁\n")
    assert indicators.is_indicators
    assert not other.columns
