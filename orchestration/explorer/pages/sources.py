"""Where a figure comes from: the passage in its document, the file itself, the picture of its page."""

from __future__ import annotations

from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from orchestration.explorer import page_images
from orchestration.explorer.correctable import correctable
from orchestration.explorer.figures import exact
from orchestration.explorer.pages.context import address, explorer, integer, page, release, text
from orchestration.explorer.passages import FIGURE, QUOTE, Mark, window
from orchestration.explorer.queries import search, sources, worklist
from orchestration.explorer.release import Release, Row

_HEXADECIMAL = set("0123456789abcdef")
_MOST_BOXES = 12


def fact_table(found: Release, name: str) -> sources.FactTable:
    """A table of facts by the name in the address. Raises HTTPException 404 for any other name."""
    table = sources.fact_tables(found).get(name)
    if table is None:
        raise HTTPException(404)
    return table


def fact(request: Request) -> Response:
    """A fact with its passage; of one column if the address names one."""
    found = release(request)
    table = fact_table(found, request.path_params["table"])
    row = sources.fact(found, table, request.path_params["key"])
    if row is None:
        return page(request, "missing.html", 404)
    column = table.column(text(request, "column"))
    printed = sources.places(found, table, row, column.name if column else None)
    shown = printed or [_whole(row)]
    document_key = shown[0]["document_key"] or row["document_key"]
    body = sources.text(found, document_key) or ""
    return page(
        request,
        "source.html",
        table=table,
        row=row,
        key=row[table.key],
        column=column,
        printed=printed,
        shown=shown,
        report=sources.report(found, row["report_key"]),
        document=sources.document(found, document_key),
        text=window(body, _marks(row, printed, document_key), integer(request, "from")),
        images=_images(found, document_key, shown),
        rules=worklist.rules(),
        old_values={name: exact(row[name]) for name in correctable(table.name) if name in row},
        notes=[note for note in explorer(request).overlay.notes() if note.fact_key == row[table.key]],
        corrections=[c for c in explorer(request).overlay.corrections() if c.fact_key == row[table.key]],
    )


def _whole(row: Row) -> Row:
    """The fact's own passage, in the form of a place of a figure."""
    names = ("document_key", "page", "char_start", "char_end", "quote", "extraction_rule")
    absent = ("sheet_name", "table_seq", "row_seq", "column_seq", "bbox", "ocr_confidence", "column_name")
    return {**{name: row[name] for name in names}, **dict.fromkeys(absent), "fact_table": None, "fact_key": None}


def _marks(row: Row, printed: list[Row], document_key: str) -> list[Mark]:
    marks = [Mark(p["char_start"], p["char_end"], FIGURE) for p in printed if p["document_key"] == document_key]
    if row["document_key"] == document_key and row["char_start"] is not None:
        marks.append(Mark(row["char_start"], row["char_end"], QUOTE))
    return marks


def _images(found: Release, document_key: str, shown: list[Row]) -> list[Row]:
    """The pages that the figures stand on, as far as there are pictures of them."""
    document = sources.document(found, document_key)
    if document is None or document["file_format"] not in page_images.FORMATS:
        return []
    boxes: dict[int, list[str]] = {}
    for place in shown:
        if place["document_key"] == document_key:
            boxes.setdefault(place["page"] or 1, []).extend([place["bbox"]] if place["bbox"] else [])
    return [
        {"page": number, "href": address(f"/documents/{document_key}/pages/{number}.png",
                                         boxes=";".join(dict.fromkeys(drawn[:_MOST_BOXES])))}
        for number, drawn in sorted(boxes.items())[:3]
    ]  # fmt: skip


def document(request: Request) -> Response:
    """A document's whole text, with the words of a search or a passage marked."""
    found = release(request)
    key = request.path_params["document_key"]
    row, body = sources.document(found, key), sources.text(found, key)
    if row is None or body is None:
        raise HTTPException(404)
    words = search.words_of(text(request, "q") or "")
    start, end = integer(request, "start"), integer(request, "end")
    marks = search.hits(body, words) if words else []
    if start is not None and end is not None and start < end <= len(body):
        first = Mark(start, end, FIGURE)
        marks = [first, *(Mark(mark.start, mark.end, QUOTE) for mark in marks if mark.start != start)]
    return page(
        request,
        "document.html",
        document=row,
        report=sources.report_of_document(found, key),
        text=window(body, marks, integer(request, "from")),
    )


def original(request: Request) -> Response:
    """The file as it was published, to download: never shown by the browser, whatever it holds."""
    row = sources.document(release(request), request.path_params["document_key"])
    sha256 = str(row["content_sha256"]) if row else ""
    kept = explorer(request).data.files / sha256
    if len(sha256) != 64 or not set(sha256) <= _HEXADECIMAL or not kept.is_file() or row is None:
        raise HTTPException(404)
    name = PurePosixPath(str(row["source_path"]).replace("!/", "/")).name or sha256
    return FileResponse(kept, media_type="application/octet-stream", filename=_safe_name(name))


def _safe_name(name: str) -> str:
    """A file name without control and direction characters, which could dress up its ending."""
    kept = "".join(character for character in name if character.isprintable() and character not in '\\/:"*?<>|')
    return kept[-150:] or "report"


def page_image(request: Request) -> Response:
    """A page (from 1) of a kept PDF or picture as PNG, with the boxes of the address. 404 where none can be drawn."""
    row = sources.document(release(request), request.path_params["document_key"])
    number = request.path_params["number"]
    if row is None or row["file_format"] not in page_images.FORMATS or not 1 <= number <= 100_000:
        raise HTTPException(404)
    sha256 = str(row["content_sha256"])
    kept = explorer(request).data.files / sha256
    if not set(sha256) <= _HEXADECIMAL or not kept.is_file():
        raise HTTPException(404)
    try:
        boxes = page_images.boxes_of(request.query_params.get("boxes", "")[:2000])
        return Response(page_images.render(kept, number, boxes), media_type="image/png")
    except page_images.NoImage as error:
        raise HTTPException(404) from error
