"""What an expression needs, and that nothing it matches is missed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.language.necessary import ANY_DIGIT, MANY_DIGITS, Sieve, alternatives_of
from orchestration.language.units import vocabulary

NOTATIONS = {name: re.compile(rule["pattern"]) for name, rule in vocabulary("notations").items()}


def ways(pattern: str) -> list[set[str]]:
    return [{"".join(sorted(need)) for need in needs} for needs in alternatives_of(re.compile(pattern))]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("第.?条", [{"第", "条"}]),
        ("(?:甲|乙丙)丁", [{"丙甲", "乙甲", "丁"}]),
        ("甲乙|丙", [{"甲", "乙"}, {"丙"}]),
        ("(?:甲|乙?)丙", [{"丙"}]),
        ("[甲乙]{2,}丙*", [{"乙甲"}]),
        (r"\d+年", [{ANY_DIGIT, "年"}]),
        (r"\d{6,9}", [{ANY_DIGIT, MANY_DIGITS}]),
        ("(?<=甲)乙(?=丙)", [{"甲", "乙", "丙"}]),
        ("(?<!甲)乙(?!丙)", [{"乙"}]),
        ("[^甲]乙", [{"乙"}]),
        ("[一-鿿]", [set()]),
    ],
)
def test_needs(pattern: str, expected: list[set[str]]) -> None:
    assert ways(pattern) == expected


def test_ignored_case_needs_nothing() -> None:
    assert alternatives_of(re.compile("a", re.IGNORECASE)) == (frozenset(),)


def test_digits_of_other_scripts_are_digits() -> None:
    assert Sieve([(re.compile(r"\d年"), "year")]).sift("٣年") == ("year",)


def test_a_pattern_is_told_once() -> None:
    assert Sieve([(re.compile("甲|乙|丙"), 1), (re.compile("丙|丁"), 2)]).sift("甲丙丁") == (1, 2)


def test_sieve_keeps_the_order() -> None:
    sieve = Sieve((re.compile(pattern), pattern) for pattern in ("乙", ".", "甲", "丙丁"))
    assert sieve.sift("甲乙丁") == ("乙", ".", "甲")
    assert sieve.sift("") == (".",)


@pytest.mark.parametrize("name", NOTATIONS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_match_is_missed(name: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(NOTATIONS[name]))
    assert Sieve([(NOTATIONS[name], name)]).sift(text) == (name,)
