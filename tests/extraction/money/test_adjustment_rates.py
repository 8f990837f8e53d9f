"""The rate by which the budget was adjusted: beside its label, behind its target, in words."""

from decimal import Decimal

import pytest

from orchestration.extraction.money.labelled_rates import read_labelled_rates
from orchestration.extraction.recorder import Recorder
from tests.extraction.reading_rows import outline_of


def rates_of(text: str) -> list[Decimal]:
    outline = outline_of(text)
    recorder = Recorder(outline.document)
    read_labelled_rates(outline, recorder)
    return [row.value for row in recorder.rows["figures"]]


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("预算管理\t预算调整率\t≤10%\t18.4%\t5\t2\n", "18.4"),
        ("预算执行\t预算调整率\t5\t调整率18.4%，剔除上级追加后为6%\t3\n", "18.4"),
        ("全年预算比年初减少20万元，调整幅度-2.5%。\n", "-2.5"),
        ("年中追加项目资金90万元，追加幅度18.4%。\n", "18.4"),
    ],
)
def test_the_rate_behind_its_target_and_in_words(text: str, rate: str) -> None:
    assert rates_of(text) == [Decimal(rate)]


@pytest.mark.parametrize("text", ["预算调整率5%以内得满分。\n", "预算编制不精准，年中追加比例达到37.5%。\n", "产业结构调整率12%。\n", "预算调整率\t≤10%\t8\t5\n"])
def test_criteria_and_points_are_no_rate(text: str) -> None:
    assert rates_of(text) == []
