"""Search in the texts of all reports."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from orchestration.explorer.pages.context import integer, page, release, text
from orchestration.explorer.queries import overview, search, worklist


def show(request: Request) -> Response:
    """Reports that hold all words of `q`, a page at a time; none where nothing is asked."""
    found = release(request)
    query, year, district = text(request, "q"), integer(request, "year", 1900, 2200), text(request, "district")
    province = text(request, "province")
    number = integer(request, "page", 1) or 1
    words = search.words_of(query or "")
    count, rows = search.search(found, words, year, province, district, number - 1)
    return page(
        request,
        "search.html",
        query=query,
        year=year,
        province=province,
        district=district,
        words=words,
        rows=rows,
        count=count,
        number=number,
        size=search.PAGE,
        years=overview.years(found),
        provinces=overview.provinces(found),
        districts=worklist.districts(found, province, district),
    )
