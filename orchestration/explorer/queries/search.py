"""Full-text search without an extension: every word must stand in the text; letter case does not matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.explorer.passages import FIGURE, Mark
from orchestration.explorer.release import Release, Row

PAGE = 20
_MOST_WORDS = 8
_AROUND = 70  # characters of a snippet on either side of a hit
_SNIPPETS = 3
_FOUND = """
with hits as (
    select t.document_key from quality.document_texts t where {words}
),
reports as (
    select b.report_key, min_by(b.document_key, b.document_seq) as document_key
    from hits join bridge_report_documents b using (document_key)
    group by 1
)
select r.report_key, r.title, r.year_key, r.office_key, o.office_name, d.district_name, d.city_name,
    reports.document_key, count(*) over () as found
from reports join dim_reports r using (report_key) join dim_offices o using (office_key)
    left join dim_districts d on d.district_key = r.district_key
where r.is_current and ($year is null or r.year_key = $year) and ($district is null or d.district_key = $district)
    and ($province is null or d.province_code = $province)
order by r.year_key desc, o.office_name, r.report_key limit {page} offset $offset
"""


def words_of(query: str) -> list[str]:
    """The words of a query, parted by blanks; a phrase in quotation marks is one word."""
    parts = re.findall(r'"([^"]+)"|(\S+)', query)
    words = [(quoted or bare).strip('"') for quoted, bare in parts]
    return [word for word in dict.fromkeys(words) if word.strip()][:_MOST_WORDS]


def search(
    release: Release, words: Sequence[str], year: int | None, province: str | None, district: str | None, page: int
) -> tuple[int, list[Row]]:
    """How many current reports hold all words in one of their documents, and those of one page with snippets."""
    if not words:
        return 0, []
    conditions = " and ".join(_condition(f"word{index}", word) for index, word in enumerate(words))
    parameters: Row = {f"word{index}": word.lower() for index, word in enumerate(words)}
    parameters |= {"year": year, "province": province, "district": district, "offset": page * PAGE}
    rows = release.rows(_FOUND.format(words=conditions, page=PAGE), parameters)
    keys = [row["document_key"] for row in rows]
    texts = {
        row["document_key"]: row["text"]
        for row in release.rows(
            "select document_key, text from quality.document_texts where list_contains($keys, document_key)",
            {"keys": keys},
        )
    }
    found = [{**row, "snippets": snippets(texts[row["document_key"]], words)} for row in rows]
    return (rows[0]["found"] if rows else 0), found


def _condition(name: str, word: str) -> str:
    """Words without letter case, as most Chinese ones, are found without folding the text: several times faster."""
    has_case = word.lower() != word.upper()
    return f"contains({'lower(t.text)' if has_case else 't.text'}, ${name})"


def hits(text: str, words: Sequence[str]) -> list[Mark]:
    """Every place of every word, in order, none inside another."""
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return [Mark(hit.start(), hit.end(), FIGURE) for hit in re.finditer(pattern, text, re.IGNORECASE)]


def snippets(text: str, words: Sequence[str]) -> list[Row]:
    """The first passages with hits: `start`, `end` of the first hit, and `parts` of text with whether each is a hit."""
    made: list[Row] = []
    marks = hits(text, words)
    covered = -1
    for mark in marks:
        if mark.start < covered or len(made) == _SNIPPETS:
            continue
        first, last = max(0, mark.start - _AROUND), min(len(text), mark.end + _AROUND)
        covered = last
        parts, at = [], first
        for inner in (other for other in marks if first <= other.start and other.end <= last):
            parts += [(text[at : inner.start], False), (text[inner.start : inner.end], True)]
            at = inner.end
        parts.append((text[at:last], False))
        made.append({"start": mark.start, "end": mark.end, "parts": parts, "cut": (first > 0, last < len(text))})
    return made
