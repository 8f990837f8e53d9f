"""Offices by the beginning of a thought: Chinese, full pinyin or initials, in any order of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from orchestration.explorer.release import Release

_MOST = 12
_OFFICES = """
select o.office_key, o.office_name, d.district_name, d.city_name, d.province_name, count(*) as reports,
    max(r.year_key) as latest
from dim_offices o join dim_reports r using (office_key) left join dim_districts d on d.district_key = o.district_key
where r.is_current and o.office_name is not null group by all order by o.office_name, o.office_key
"""
# Parts that thousands of names share are turned into pinyin once.
_COMMON = re.compile("(人民政府|街道办事处|办事处|委员会|管理局|[市县区省镇乡])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One office and what it is found by."""

    office_key: str
    office_name: str
    place: str
    reports: int
    latest: int
    haystack: str
    spelled: str
    initials: str

    def fits(self, words: list[str]) -> bool:
        return all(word in self.haystack or word in self.spelled or word in self.initials for word in words)

    def rank(self, words: list[str]) -> tuple[bool, int, str]:
        """Names that hold the words as they are before those that only sound alike; short names first."""
        return (not all(word in self.office_name for word in words), len(self.office_name), self.office_name)


def suggest(release: Release, query: str) -> list[Entry]:
    """At most twelve offices that fit all words of a query."""
    words = query.lower().replace("'", "").split()
    if not words:
        return []
    fitting = [entry for entry in _index(release) if entry.fits(words)]
    return sorted(fitting, key=lambda entry: entry.rank(words))[:_MOST]


def prepare(release: Release) -> None:
    """Make the index now (seconds at the scale of the country), so that no reader waits for it."""
    _index(release)


def _index(release: Release) -> list[Entry]:
    return release.kept("typeahead", lambda: [_entry(row) for row in release.rows(_OFFICES)])


def _entry(row: dict[str, object]) -> Entry:
    parts = dict.fromkeys(str(row[name]) for name in ("province_name", "city_name", "district_name") if row[name])
    place, name = " ".join(parts), str(row["office_name"])
    syllables = [syllable for part in (*parts, name) for syllable in _syllables(part)]
    return Entry(
        office_key=str(row["office_key"]),
        office_name=name,
        place=place,
        reports=int(str(row["reports"])),
        latest=int(str(row["latest"])),
        haystack=f"{place} {name}".lower(),
        spelled="".join(syllables),
        initials="".join(syllable[0] for syllable in syllables),
    )


def _syllables(text: str) -> list[str]:
    return [syllable for part in _COMMON.split(text) if part for syllable in _spell(part)]


@lru_cache(maxsize=100_000)
def _spell(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # its dictionaries take a tenth of a second to load

    return tuple(syllable.lower() for syllable in lazy_pinyin(text) if syllable)
