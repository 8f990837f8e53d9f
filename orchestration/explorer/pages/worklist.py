"""Contradictions and the review as a worklist; what readers enter; all of it as CSV."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from orchestration.explorer.correctable import correctable
from orchestration.explorer.exports import csv_bytes
from orchestration.explorer.figures import exact
from orchestration.explorer.overlay import NOTE_STATES, Correction, Note, now
from orchestration.explorer.pages.context import (
    address,
    explorer,
    integer,
    page,
    release,
    source_address,
    text,
)  # fmt: skip
from orchestration.explorer.pages.sources import fact_table
from orchestration.explorer.queries import overview, sources, worklist
from orchestration.explorer.release import Release, Row

_LONGEST_ENTRY = 2_000  # characters
_STATES = ("new", *NOTE_STATES)


def _chosen(request: Request) -> worklist.Filter:
    severity = text(request, "severity")
    return worklist.Filter(
        text(request, "rule"),
        severity if severity in worklist.SEVERITIES else None,
        integer(request, "year", 1900, 2200),
        text(request, "district"),
        text(request, "province"),
    )


def _fitting(request: Request, found: Release, number: int | None) -> tuple[int, list[Row]]:
    """The contradictions of the filter; those of a state are told by their notes."""
    states = explorer(request).overlay.states()
    state = text(request, "state")
    keys = None if state not in _STATES else [k for k, s in states.items() if state == "new" or s == state]
    count, rows = worklist.contradictions(found, _chosen(request), number, keys, inside=state != "new")
    return count, [{**row, "state": states.get(row["contradiction_key"], "new")} for row in rows]


def contradictions(request: Request) -> Response:
    """A page of the contradictions that fit the filter in the address, each with the state its notes give it."""
    found = release(request)
    chosen = _chosen(request)
    number = integer(request, "page", 1) or 1
    count, rows = _fitting(request, found, number - 1)
    return page(
        request,
        "contradictions.html",
        chosen=chosen,
        state=text(request, "state"),
        states=_STATES,
        rows=rows,
        count=count,
        number=number,
        size=worklist.PAGE,
        rules=worklist.rules(),
        present=overview.rules(found, overview.Scope()),
        severities=worklist.SEVERITIES,
        years=overview.years(found),
        provinces=overview.provinces(found),
        districts=worklist.districts(found, chosen.province, chosen.district),
    )


def contradictions_csv(request: Request) -> Response:
    """All contradictions of the filter, whatever the page."""
    _, rows = _fitting(request, release(request), None)
    return _csv("contradictions", rows)


def review(request: Request) -> Response:
    """What deserves a look, of one kind: the one in the address, else figures that no fact claims."""
    found = release(request)
    kind = text(request, "kind")
    kind = kind if kind in worklist.REVIEWS else "unclaimed"
    number = integer(request, "page", 1) or 1
    counts = worklist.review_counts(found)
    rows = worklist.review(found, kind, number - 1)
    return page(
        request,
        "review.html",
        kind=kind,
        kinds=counts,
        rows=rows,
        count=counts[kind],
        number=number,
        size=worklist.PAGE,
    )


def entries(request: Request) -> Response:
    """Corrections and notes, the latest first, and what became of each correction."""
    found, overlay = release(request), explorer(request).overlay
    outcomes = worklist.correction_outcomes(found)
    corrections = [
        (entry, outcomes.get((entry.fact_table, entry.fact_key, entry.column_name, entry.when), ("waiting", None)))
        for entry in reversed(overlay.corrections())
    ]
    return page(request, "entries.html", corrections=corrections, notes=list(reversed(overlay.notes())))


def entries_csv(request: Request) -> Response:
    """All corrections or all notes, in the order they were entered. 404 for another name."""
    overlay = explorer(request).overlay
    name = request.path_params["name"]
    if name not in ("corrections", "notes"):
        raise HTTPException(404)
    kind = Correction if name == "corrections" else Note
    entered = overlay.corrections() if name == "corrections" else overlay.notes()
    fields = list(kind.__dataclass_fields__)
    return _csv(name, [{field: getattr(entry, field) for field in fields} for entry in entered], fields)


def _csv(name: str, rows: list[Row], fields: list[str] | None = None) -> Response:
    names = fields or (list(rows[0]) if rows else ["contradiction_key"])
    body = csv_bytes(names, ([row[field] for field in names] for row in rows))
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


async def add_note(request: Request) -> Response:
    """Append the note of a form and lead back to where it was entered; 422 if it is incomplete."""
    fields = await explorer(request).token.form(request)
    return await run_in_threadpool(_add_note, request, fields)


def _add_note(request: Request, fields: dict[str, str]) -> Response:
    table, row = _fact(request, fields)
    state, note, who = fields.get("state", ""), _entry(fields, "note"), _entry(fields, "who")
    if state not in NOTE_STATES or not who:
        return page(request, "refused.html", 422, reason="incomplete", detail="")
    explorer(request).overlay.note(Note(table.name, row[table.key], state, note, who, now()))
    return RedirectResponse(_back(fields, table, row), 303)


async def add_correction(request: Request) -> Response:
    """Append the correction of a form; 422 if it is incomplete, not of the column's type, or what is there already."""
    fields = await explorer(request).token.form(request)
    return await run_in_threadpool(_add_correction, request, fields)


def _add_correction(request: Request, fields: dict[str, str]) -> Response:
    table, row = _fact(request, fields)
    column = table.column(fields.get("column_name"))
    who, why, evidence = _entry(fields, "who"), _entry(fields, "why"), _entry(fields, "evidence")
    if column is None or column.name not in correctable(table.name) or not who or not why or not evidence:
        return page(request, "refused.html", 422, reason="incomplete", detail="")
    old = exact(row[column.name])
    new, problem = _typed(release(request), column, _entry(fields, "new_value"))
    if problem is not None:
        return page(request, "refused.html", 422, reason="type", detail=problem)
    if new == old:
        return page(request, "refused.html", 422, reason="same", detail="")
    entry = Correction(table.name, row[table.key], column.name, old, new, evidence, who, now(), why)
    explorer(request).overlay.correct(entry)
    return RedirectResponse(source_address(table.name, row[table.key], column.name), 303)


def _fact(request: Request, fields: dict[str, str]) -> tuple[sources.FactTable, Row]:
    found = release(request)
    table = fact_table(found, fields.get("fact_table", ""))
    row = sources.fact(found, table, fields.get("fact_key", ""))
    if row is None:
        raise HTTPException(404)
    return table, row


def _entry(fields: dict[str, str], name: str) -> str:
    """What was typed, on one line, without control characters."""
    typed = " ".join(fields.get(name, "").split())
    return "".join(character for character in typed if character.isprintable())[:_LONGEST_ENTRY]


def _typed(found: Release, column: sources.Column, value: str) -> tuple[str, str | None]:
    """A value as the warehouse would hold it in this column, or the problem. Empty is NULL."""
    if value == "":
        return "", None
    plain = value.replace(",", "").replace("，", "") if column.type != "VARCHAR" else value
    cast = found.row(f"select cast(try_cast(? as {column.type}) as varchar) as value", [plain])
    if cast is None or cast["value"] is None:
        return "", f"{column.name}: {column.type}"
    return str(cast["value"]), None


def _back(fields: dict[str, str], table: sources.FactTable, row: Row) -> str:
    """Back to the worklist if the form came from there, else to the source; never to another host."""
    back = fields.get("back", "")
    if back.startswith("/contradictions") and "\\" not in back and "\n" not in back:
        return back
    return address(f"/source/{table.name}/{row[table.key]}") + "#notes"
