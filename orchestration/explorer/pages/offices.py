"""Finding an office, and all that is known of it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from orchestration.explorer.pages.context import address, explorer, integer, page, release, text
from orchestration.explorer.queries import offices, overview, sources, worklist
from orchestration.explorer.release import Row
from orchestration.explorer.spending_tree import breakdowns
from orchestration.explorer.typeahead import suggest

_KINDS = ("spending", "indicators", "scores", "findings", "tasks", "statistics", "contradictions")
_SUBJECTS = ("department", "project", "transfer", "policy")


def listed(request: Request) -> Response:
    """The list of reports with their offices, by the filter and the page in the address."""
    found = release(request)
    chosen = offices.Filter(
        text(request, "q"),
        integer(request, "year", 1900, 2200),
        text(request, "district"),
        text(request, "province"),
        integer(request, "rate"),
        text(request, "kind"),
    )
    number = integer(request, "page", 1) or 1
    count, rows = offices.listed(found, chosen, number - 1)
    return page(
        request,
        "offices.html",
        chosen=chosen,
        rows=rows,
        count=count,
        number=number,
        size=offices.PAGE,
        years=overview.years(found),
        provinces=overview.provinces(found),
        districts=worklist.districts(found, chosen.province, chosen.district),
        kinds=_SUBJECTS,
    )


def suggested(request: Request) -> Response:
    """Type-ahead: `[{"href", "name", "place", "reports", "latest"}]`."""
    entries = suggest(release(request), text(request, "q") or "")
    return JSONResponse(
        [
            {
                "href": address(f"/offices/{entry.office_key}"),
                "name": entry.office_name[:120],
                "place": entry.place,
                "reports": entry.reports,
                "latest": entry.latest,
            }
            for entry in entries
        ]
    )


def report(request: Request) -> Response:
    """A report's address leads to its office's page."""
    row = sources.report(release(request), request.path_params["report_key"])
    if row is None:
        raise HTTPException(404)
    return RedirectResponse(address(f"/offices/{row['office_key']}", report=row["report_key"]), 302)


def one(request: Request) -> Response:
    """An office with one of its reports: the one that the address names, else the newest. 404 without any."""
    found = release(request)
    office = offices.office(found, request.path_params["office_key"])
    years = offices.years(found, request.path_params["office_key"])
    if office is None or not years:
        raise HTTPException(404)
    asked = text(request, "report")
    chosen = next((row for row in years if row["report_key"] == asked), years[0])
    facts = {kind: offices.facts(found, kind, chosen["report_key"]) for kind in _KINDS}
    return page(
        request,
        "office.html",
        office=office,
        years=years,
        chosen=chosen,
        facts=facts,
        indicator_tables=_by_context(facts["indicators"]),
        breakdowns=breakdowns(facts["spending"]),
        peers=offices.peers(found, chosen["report_key"]),
        rules=worklist.rules(),
        states=explorer(request).overlay.states(),
    )


def _by_context(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """Indicators by the table, task or project they stand in, in the order of the document."""
    tables: dict[str, list[Row]] = {}
    for row in rows:
        tables.setdefault(row["context"] or "", []).append(row)
    return list(tables.items())
