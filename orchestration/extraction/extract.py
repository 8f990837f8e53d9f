"""Document → report record: the order in which the readers of facts run. Each of them reads one kind of fact."""

from __future__ import annotations

from decimal import Decimal

from orchestration.document import Document, MappedText
from orchestration.extraction.header import read_header
from orchestration.extraction.indicator_prose import read_indicator_list
from orchestration.extraction.indicator_table import read_indicator_zone
from orchestration.extraction.money_pairs import read_money_pairs
from orchestration.extraction.money_prose import ProseMoneyContext, read_prose_money
from orchestration.extraction.money_table import MoneyContext, read_money_zone
from orchestration.extraction.outline import Outline, Section, build_outline
from orchestration.extraction.recorder import Recorder, Span
from orchestration.extraction.score_table import read_score_zone, read_total_row
from orchestration.extraction.zones import Zone, split_zones
from orchestration.reading import read_document
from orchestration.records import HeaderRow, ReportRecord

EXTRACTOR_VERSION = "1"

_LEAST_PROSE = 30  # characters: a cell with more is read as prose
_NO_FACTS = frozenset({"overview", "problems", "actions", "attachments"})
_MONEY_SECTIONS = frozenset({"money", "conclusion", "management"})


def extract_report(data: bytes, file_name: str) -> ReportRecord:
    """Everything a file's bytes print. Raises ReadError or NotAReport with the reason."""
    return extract_document(read_document(data, file_name), file_name)


def extract_document(document: Document, file_name: str) -> ReportRecord:
    """Everything a read document prints. Raises NotAReport with the reason."""
    outline = build_outline(document)
    header, header_evidence = read_header(outline, file_name)
    recorder = Recorder(document)
    recorder.rows["headers"].append(header)
    recorder.rows["evidence"].extend(header_evidence)
    zones = [zone for view in outline.tables for zone in split_zones(view)]
    read_as_money = _read_prose_money(outline, zones, recorder)
    _read_tables(zones, _money_context(header, recorder), recorder)
    _read_indicator_lists(outline, zones, recorder)
    return ReportRecord(**{table: tuple(rows) for table, rows in recorder.rows.items()})


def _money_context(header: HeaderRow, recorder: Recorder) -> MoneyContext:
    totals = [
        max(filter(None, (row.approved_amount, row.adjusted_amount, row.executed_amount)), default=Decimal(0))
        for row in recorder.rows["spending"]
        if row.breakdown == "total"
    ]
    return MoneyContext(
        header.budget_year, header.declared_amount_unit, max(totals, default=None), header.subject_kind
    )


def _read_prose_money(outline: Outline, zones: list[Zone], recorder: Recorder) -> list[Span]:
    read: list[Span] = []
    for passage in outline.paragraphs:
        kinds = passage.section.kinds() if passage.section else ()
        if "元" in passage.text.text and not set(kinds[:1]) & _NO_FACTS:
            read += read_prose_money(passage.text, _prose_context(passage.section), recorder)
    for zone in zones:
        for text in _prose_cells(zone):
            if "元" in text.text:
                context = ProseMoneyContext(None, _project_named(text.text), False)
                read += read_prose_money(text, context, recorder)
    return read


def _prose_context(section: Section | None) -> ProseMoneyContext:
    if section is None:
        return ProseMoneyContext(None, None, True)
    kinds = section.kinds()
    in_projects = "projects" in kinds and section.kind != "projects"
    about_money = bool(set(kinds[:1]) & _MONEY_SECTIONS)
    return ProseMoneyContext(section.label(), section.title if in_projects else None, about_money)


def _project_named(text: str) -> str | None:
    """The project a cell is about, where it opens with the name of one."""
    import re

    match = re.match(r"^([^,。;:]{4,30}?(?:经费|项目|资金|专项|工程))(?=[\u4e00-\u9fff])", text)
    return match.group(1) if match else None


def _prose_cells(zone: Zone) -> list[MappedText]:
    """The long cells of a zone, each once."""
    return [
        cell.text
        for row in zone.rows
        for cell in zone.view.row_cells(row)
        if len(cell.text) >= _LEAST_PROSE
    ]


def _read_tables(zones: list[Zone], context: MoneyContext, recorder: Recorder) -> None:
    for zone in zones:
        if zone.is_money:
            read_money_zone(zone, context, recorder)
        if zone.is_indicators:
            read_indicator_zone(zone, recorder)
            read_total_row(zone, recorder)
        elif zone.is_scores:
            read_score_zone(zone, recorder)
        elif not zone.is_money:
            read_money_pairs(zone, context, recorder)
            read_total_row(zone, recorder)


def _read_indicator_lists(outline: Outline, zones: list[Zone], recorder: Recorder) -> None:
    for passage in outline.paragraphs:
        read_indicator_list(passage.text, passage.section.title if passage.section else None, recorder)
    for zone in zones:
        for text in _prose_cells(zone):
            read_indicator_list(text, _project_named(text.text), recorder)
