"""The first page: what all reports together say, and how the last run ended."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from orchestration.explorer.charts.bars import Bar, Pair, Share, bars, columns, pairs, shares
from orchestration.explorer.charts.scatter import Point, scatter
from orchestration.explorer.figures import wan
from orchestration.explorer.language import LANGUAGES, Words, language_of
from orchestration.explorer.pages.context import address, integer, page, release, text
from orchestration.explorer.queries import overview, worklist
from orchestration.explorer.release import Release, Row

_SHOWN_PLACES = 12
_STATUSES = {"met": "c3", "partly_met": "c2", "not_met": "c4", "unknown": "c0"}
_TONES = {"error": "c4", "warning": "c2", "notice": "c1"}
_MARKS = {"error": "■", "warning": "▲", "notice": "●"}


def show(request: Request) -> Response:
    """The overview of all reports, or of the year and the province in the address."""
    found, words = release(request), Words(language_of(request))
    scope = overview.Scope(integer(request, "year", 1900, 2200), text(request, "province"))
    level, money = overview.money(found, scope)
    rules = overview.rules(found, scope)
    charts = _charts(found, words, scope)
    statuses = _by_year(overview.statuses(found, scope))
    scores = overview.scores(found, scope)
    rates = overview.execution_rates(found, scope)
    runs = overview.runs(found)
    return page(
        request,
        "overview.html",
        scope=scope,
        years=overview.years(found),
        provinces=overview.provinces(found),
        counts=overview.counts(found, scope),
        charts=charts,
        level=level,
        money=money,
        shown_places=_SHOWN_PLACES,
        rates=rates,
        scores=scores,
        statuses=statuses,
        status_tones=_STATUSES,
        status_query=lambda year, code: _status_query(scope, year, code),
        rules=rules,
        titles=worklist.rules(),
        marks=_MARKS,
        runs=runs,
        files=overview.files(found),
        checks=overview.checks(found, runs[0]["run_id"]) if runs else ([], []),
    )


def _charts(found: Release, words: Words, scope: overview.Scope) -> dict[str, Markup]:
    return found.kept(("charts", scope, words.language), lambda: _drawn(found, words, scope))


def _drawn(found: Release, words: Words, scope: overview.Scope) -> dict[str, Markup]:
    level, money = overview.money(found, scope)
    return {
        "money": _money_chart(words, scope, level, money),
        "rates": _rates_chart(words, scope, overview.execution_rates(found, scope)),
        "scores": _scores_chart(words, overview.scores(found, scope)),
        "statuses": _statuses_chart(words, _by_year(overview.statuses(found, scope))),
        "rules": _rules_chart(words, scope, overview.rules(found, scope)),
    }


def _place_link(level: str, row: Row) -> str:
    return address("/offices", kind="department", **{level: row["place_key"], "year": row["year_key"]})


def _money_chart(words: Words, scope: overview.Scope, level: str, rows: list[Row]) -> Markup:
    shown = [
        Pair(
            f"{row['place_name'] or words('offices.unmatched')} {row['year_key'] or '–'}",
            None if row["adjusted_amount"] is None else float(row["adjusted_amount"]),
            None if row["executed_amount"] is None else float(row["executed_amount"]),
            f"{wan(row['executed_amount'])} / {wan(row['adjusted_amount'])}",
            _place_link(level, row),
        )
        for row in rows[:_SHOWN_PLACES]
    ]
    return pairs(words("overview.money"), shown)


def _rates_chart(words: Words, scope: overview.Scope, rows: list[Row]) -> Markup:
    counts = {row["low"]: row["reports"] for row in rows}
    drawn = []
    for low in range(45, 105, 5):
        label = "<50" if low == 45 else "≥100" if low == 100 else f"{low}"
        href = address("/offices", kind="department", rate=low, year=scope.year, province=scope.province)
        drawn.append(Bar(label, counts.get(low, 0), f"{counts.get(low, 0):,}", href))
    return columns(words("overview.rates"), drawn)


def _scores_chart(words: Words, rows: list[Row]) -> Markup:
    points = [
        Point(
            float(row["recomputed"] / row["weight"] * 100),
            float(row["declared"] / row["weight"] * 100),
            f"{(row['office_name'] or '–')[:60]} {row['year_key'] or '–'}: {row['declared'].normalize():f} / "
            f"{row['recomputed'].normalize():f} ({row['weight'].normalize():f})",
            address(f"/reports/{row['report_key']}") + "#indicators",
        )
        for row in rows
    ]
    return scatter(words("overview.scores"), words("overview.recomputed"), words("overview.declared"), points)


def _by_year(rows: list[Row]) -> dict[int, dict[str, int]]:
    years: dict[int, dict[str, int]] = {}
    for row in rows:
        years.setdefault(row["year_key"], {})[row["computed_status"]] = row["indicators"]
    return dict(sorted(years.items(), reverse=True))


def _statuses_chart(words: Words, years: dict[int, dict[str, int]]) -> Markup:
    drawn = [
        (str(year), [Share(tone, counts.get(code, 0), words.term("status", code)) for code, tone in _STATUSES.items()])
        for year, counts in years.items()
    ]
    return shares(words("overview.statuses"), drawn)


def _status_query(scope: overview.Scope, year: int, code: str) -> str:
    """The rows behind a count of indicators, for the SQL page."""
    is_known = scope.province is not None and scope.province.isdigit()
    where = f"\n    and o.province_code = '{scope.province}'" if is_known else ""
    return (
        "select o.office_name, i.*\nfrom fct_indicators i join dim_offices o using (office_key)\n"
        f"where i.year_key = {year} and i.computed_status = '{code}' and not i.is_duplicate_row{where}"
    )


def rule_title(words: Words, rule: str) -> str:
    """A rule's title in the language of the page; its code where the list of rules does not have it."""
    known = worklist.rules().get(rule)
    return known[f"title_{words.language}"] if known else rule


def _rules_chart(words: Words, scope: overview.Scope, rows: list[Row]) -> Markup:
    drawn = [
        Bar(
            f"{_MARKS.get(row['severity'], '')} {rule_title(words, row['rule'])}",
            row["places"],
            f"{row['places']:,}",
            address("/contradictions", rule=row["rule"], severity=row["severity"], year=scope.year,
                    province=scope.province),
            _TONES.get(row["severity"], "c1"),
        )
        for row in rows
    ]  # fmt: skip
    return bars(words("overview.rules"), drawn)


def prepare(found: Release) -> None:
    """Ask and draw what the page shows without filters, so that the first reader of a release does not wait for it."""
    for language in LANGUAGES:
        _charts(found, Words(language), overview.Scope())
    worklist.review_counts(found)
