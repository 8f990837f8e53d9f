"""Document → report record: the order in which the readers of facts run. Each of them reads one kind of fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from orchestration.document import Document, MappedText
from orchestration.extraction.findings import read_findings
from orchestration.extraction.headcounts import read_headcounts
from orchestration.extraction.header import counts_projects, read_header
from orchestration.extraction.indicators.glued import read_glued_indicators
from orchestration.extraction.indicators.prose import read_indicator_list, read_labelled_lines
from orchestration.extraction.indicators.prose_levels import heads_kind, heads_level1
from orchestration.extraction.indicators.table import read_indicator_zone
from orchestration.extraction.money.amounts import choose_unit
from orchestration.extraction.money.basic_parts import name_basic_parts
from orchestration.extraction.money.glued import read_glued_money
from orchestration.extraction.money.labelled_rates import read_labelled_rates
from orchestration.extraction.money.labels import read_labelled_money
from orchestration.extraction.money.left_over import tell_left_over
from orchestration.extraction.money.lists import read_money_list
from orchestration.extraction.money.matrix import read_money_matrix
from orchestration.extraction.money.natures_of_funds import place_funds_of_natures, place_natures_of_funds
from orchestration.extraction.money.pairs import read_money_pairs
from orchestration.extraction.money.phased_lines import read_phased_lines
from orchestration.extraction.money.phases import lists_phases
from orchestration.extraction.money.project_whole import name_whole
from orchestration.extraction.money.sentences.items import heads_pattern, labelled_item, named_project, phase_of_list
from orchestration.extraction.money.sentences.passages import ProseMoneyContext, prints_money, read_prose_money
from orchestration.extraction.money.shares_of_spending import place_shares
from orchestration.extraction.money.table import MoneyContext, read_money_zone
from orchestration.extraction.money.task_sums import total_of_tasks
from orchestration.extraction.money.three_public import name_three_public_parts
from orchestration.extraction.money.untitled import fund_told_first
from orchestration.extraction.money_units import withhold_foreign
from orchestration.extraction.places import read_places
from orchestration.extraction.printed_numbers import Claim, account_for_numbers
from orchestration.extraction.recorder import Recorder, Span
from orchestration.extraction.scores.columns import read_score_columns
from orchestration.extraction.scores.prose import read_prose_scores
from orchestration.extraction.scores.table import read_level_scores, read_score_zone, read_total_row
from orchestration.extraction.statistics import ProseCell, extract_statistics
from orchestration.extraction.structure.columns import VALUE_ROLES
from orchestration.extraction.structure.continued_zones import zones_of
from orchestration.extraction.structure.flat_tables import rebuild_flat_tables
from orchestration.extraction.structure.form_lines import projects_of_lines, rebuilt_forms
from orchestration.extraction.structure.headings import section_kind
from orchestration.extraction.structure.outline import Outline, Passage, Section, build_outline
from orchestration.extraction.structure.project_chapters import project_chapters
from orchestration.extraction.structure.project_forms import project_forms
from orchestration.extraction.structure.prose_cells import project_named, prose_cells, result_cells
from orchestration.extraction.structure.zones import Zone
from orchestration.extraction.tasks import read_tasks
from orchestration.extraction.version import extractor_version
from orchestration.reading import read_document
from orchestration.records import HeaderRow, ReportRecord

EXTRACTOR_VERSION = extractor_version()

_NO_FACTS = frozenset({"actions", "attachments"})
_LONGEST_LISTED = 48
_LISTED_SUM = re.compile(r"(?:\(?[一二三四五六七八九十\d]{1,2}[)、.]{1,2}|[①-⑳])?[^\d,。;]{2,30}\d[\d,.]*[亿万]?元")  # with what follows it
_OF_WHOLE = re.compile("整体(?:支出)?(?:绩效)?(?:自评|评价)[^,。]{0,6}表")  # of all that an office does, not of its 重点工作
_ROW_RULES, _VALUES = ("indicator_row", "indicator_packed_row"), ("target_value", "actual_value")
_LEAST_TABLED = 3  # indicators with a result: a table of them
_MONEY_SECTIONS = frozenset({"money", "conclusion", "management"})
_RUN_IN_HEADING = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.]{1,2})(?P<title>[\u4e00-\u9fff、]{4,20})[。:]")


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
    parts = _parts(outline, header)
    money = _read_money(outline, parts, header, recorder)
    lists = _read_indicator_lists(outline, parts.zones, recorder)
    read_findings(outline, recorder)
    read_tasks(outline, parts.zones, header.declared_amount_unit, recorder, year=header.budget_year)
    _settle_money(recorder)
    read_headcounts(outline, recorder)
    read_labelled_rates(outline, recorder, header.budget_year, parts.chapters.keys())
    read_prose_scores(outline, recorder, _subject(header), parts.forms, parts.chapters, parts.of_form, parts.zones)
    _read_statistics(outline, parts.zones, header, [*money, *lists, *_figures_read(recorder)], recorder)
    recorder.rows["place_mentions"].extend(read_places(outline, header, file_name))
    recorder.rows["printed_numbers"].extend(account_for_numbers(document, _claims(recorder), outline))
    return ReportRecord(**{table: tuple(rows) for table, rows in recorder.rows.items()})


class _Parts(NamedTuple):
    """A document's tables, and the projects its parts are of: by chapter, by the place of a table that is a form (`forms`),
    and by the id of a passage that is a line of one (`of_form`)."""

    zones: list[Zone]
    chapters: Mapping[Section, str]
    forms: Mapping[int, str]
    of_form: Mapping[int, str]


def _parts(outline: Outline, header: HeaderRow) -> _Parts:
    views = [*outline.tables, *rebuild_flat_tables(outline, len(outline.tables))]
    zones = zones_of(views)
    chapters = project_chapters(outline)
    of_one = _is_of_one_project(header, outline)
    forms = project_forms(views, chapters, of_one=of_one)
    of_form = {} if of_one and not forms else projects_of_lines(outline, forms)
    return _Parts(zones, chapters, rebuilt_forms(outline, views, of_form) | forms, of_form)


def _read_money(outline: Outline, parts: _Parts, header: HeaderRow, recorder: Recorder) -> list[Span]:
    """Read the money, and the tables with all that stands in them; returns the places of the sums in prose."""
    fund = fund_told_first(outline) if header.title is None else None
    read = _read_prose_money(outline, parts, header, _subject(header) or fund, recorder)
    read_glued_money(outline, choose_unit(document=header.declared_amount_unit), recorder)
    read_phased_lines(outline, _money_context(header, recorder), recorder)
    _read_tables(parts.zones, replace(_money_context(header, recorder), forms=parts.forms), recorder)
    read_glued_indicators(outline, recorder)
    read_labelled_money(outline, parts.zones, _money_context(header, recorder), recorder)
    if (fund or header.subject_kind not in (None, "department")) and not parts.chapters:
        name_whole(recorder)
    if _is_of_whole_office(header, outline):
        total_of_tasks(recorder)
    tell_left_over(recorder)
    place_shares(recorder)
    return read


def _settle_money(recorder: Recorder) -> None:
    """Name and place rows of money by what other rows say; withhold sums in foreign money."""
    name_basic_parts(recorder)
    name_three_public_parts(recorder)
    place_natures_of_funds(recorder)
    place_funds_of_natures(recorder)
    withhold_foreign(recorder)


def _figures_read(recorder: Recorder) -> list[Span]:
    """The places of headcounts and scores, and of the values of indicators in rows (cells of a table that lost its grid are
    prose to who reads lines), which are no statistics."""
    return [
        (row.char_start, row.char_end)
        for row in recorder.rows["evidence"]
        if row.fact_table in ("figures", "scores") or (row.extraction_rule in _ROW_RULES and row.column_name in _VALUES)
    ]


def _rows_rebuilt(recorder: Recorder, printed: int) -> list[Span]:
    """The rows of money and indicators in tables that lost their grid, which stand in passages. `printed`: how many did not."""
    rows = (*recorder.rows["indicators"], *recorder.rows["spending"])
    return [(row.char_start, row.char_end) for row in rows if row.table_seq is not None and row.table_seq >= printed]


def _measures(recorder: Recorder) -> list[Span]:
    """The places of measures, whose figures are promised."""
    actions = {row.fact_id for row in recorder.rows["findings"] if row.finding_kind == "action"}
    return [(row.char_start, row.char_end) for row in recorder.rows["evidence"] if row.fact_id in actions]


def _claims(recorder: Recorder) -> list[Claim]:
    return [Claim(row.char_start, row.char_end, row.fact_table, row.fact_id) for row in recorder.rows["evidence"]]


def _known_total(recorder: Recorder) -> Decimal | None:
    """The largest total read so far, in yuan."""
    totals = [
        max(filter(None, (row.approved_amount, row.adjusted_amount, row.executed_amount)), default=Decimal(0))
        for row in recorder.rows["spending"]
        if row.breakdown == "total"
    ]
    return max(totals, default=None)


def _money_context(header: HeaderRow, recorder: Recorder) -> MoneyContext:
    return MoneyContext(
        header.budget_year,
        header.declared_amount_unit,
        _known_total(recorder),
        header.subject_kind,
        header.office_name,
        subject_name=_subject(header),
    )


def _read_prose_money(
    outline: Outline, parts: _Parts, header: HeaderRow, subject: str | None, recorder: Recorder
) -> list[Span]:
    """`subject`: what the report is on."""
    read: list[Span] = []
    above = _Above(None)
    values = _places_of_values(parts.zones, len(outline.tables))
    for passage in outline.paragraphs:
        kinds = passage.section.kinds() if passage.section else ()
        above = _above(passage, above)
        if _prints_sum(passage.text, values) and not set(kinds[:1]) & _NO_FACTS:
            context = _prose_context(passage.section, subject, parts.chapters)
            of_money = above.listed is not None or section_kind(_leading_words(passage.text.text)) in _MONEY_SECTIONS
            project = parts.of_form.get(id(passage))
            context = replace(
                context,
                project=project or context.project,
                labelled=above.labelled,
                listed=above.listed,
                is_about_money=context.is_about_money or of_money or project is not None,
                year=header.budget_year,
                is_of_problems=kinds[:1] == ("problems",),
            )
            read += read_prose_money(passage.text, context, recorder)
    for zone in parts.zones:
        for cell in prose_cells(zone):
            if "元" in cell.text.text:
                context = ProseMoneyContext(None, project_named(cell.text.text), False)
                read += read_prose_money(cell.text, context, recorder)
    return read


def _places_of_values(zones: list[Zone], printed: int) -> frozenset[int]:
    """Where targets and results stand in tables that lost their grid, which are passages too. `printed`: how many tables did not."""
    rebuilt = [zone for zone in zones if zone.is_indicators and zone.view.seq >= printed]
    columns = [(zone, column) for zone in rebuilt for role in VALUE_ROLES for column in zone.columns_of(role)]
    cells = (zone.view.grid[row][column] for zone, column in columns for row in zone.rows)
    return frozenset(at for cell in cells if cell for at in range(*cell.text.span(0, len(cell.text))))


def _prints_sum(text: MappedText, values: frozenset[int]) -> bool:
    """Whether a passage prints money that is no value of an indicator (≥500万元)."""
    signs = (at for at, sign in enumerate(text.text) if sign in "元万亿")
    return prints_money(text.text) and any(text.offset(at) not in values for at in signs)


class _Above(NamedTuple):
    """What lines above a passage say of its sums: the item that they name, the phase of the list that they head."""

    section: Section | None
    labelled: str | None = None
    listed: str | None = None


def _above(passage: Passage, before: _Above) -> _Above:
    """The same for what follows a passage: a label holds for its section, the head of a list for its lines."""
    text = passage.text.text
    labelled = before.labelled if before.section is passage.section else None
    in_list = len(text) <= _LONGEST_LISTED or _LISTED_SUM.match(text) is not None
    listed = before.listed if before.section is passage.section and in_list else None
    return _Above(passage.section, labelled_item(text) or labelled, phase_of_list(text) or listed)


def _subject(header: HeaderRow) -> str | None:
    """What a report is about that is no office's whole budget: a project, a transfer."""
    return header.subject_name if header.subject_kind != "department" else None


def _is_of_one_project(header: HeaderRow, outline: Outline) -> bool:
    """Whether a report is on one thing that is no office's whole budget; one on several has no name and counts them."""
    is_of_several = header.subject_name is None and counts_projects(outline)
    return header.subject_kind not in (None, "department") and not is_of_several


def _is_of_whole_office(header: HeaderRow, outline: Outline) -> bool:
    """Whether the title, or a line that is one of several titles (附件2, 部门整体支出绩效自评表), says that a form is of an office."""
    titles = [header.title or "", *(one.text.text for one in outline.passages if len(one.text) <= _LONGEST_LISTED)]
    return any(_OF_WHOLE.search(title) for title in titles)


def _leading_words(text: str) -> str:
    """A heading that runs on in its paragraph: (三)预算执行情况。2022年…"""
    match = _RUN_IN_HEADING.match(text)
    return match["title"] if match else ""


def _prose_context(
    section: Section | None, subject: str | None, chapters: Mapping[Section, str]
) -> ProseMoneyContext:
    if section is None:
        return ProseMoneyContext(None, None, True, subject)
    kinds = section.kinds()
    in_projects = "projects" in kinds and section.kind != "projects"
    named = (chapters.get(part) or named_project(part.title) for part in section.path())
    may_name = in_projects and not heads_pattern("no_item").search(section.title)  # 总体情况 under 项目自评情况 is of none
    project = next(filter(None, named), section.title if may_name else None)
    about_money = bool(set(kinds[:1]) & _MONEY_SECTIONS) or section.kind == "projects" or project in chapters.values()
    return ProseMoneyContext(section.label(), project, about_money, subject, title=section.title)


def _read_tables(zones: list[Zone], context: MoneyContext, recorder: Recorder) -> None:
    for zone in zones:
        project = context.forms.get(zone.view.seq)
        if context.known_total is None:
            context = replace(context, known_total=_known_total(recorder))  # the head of a form tells it for its lists
        if zone.is_matrix:
            read_money_matrix(zone, context, recorder)
            continue
        if zone.is_money and lists_phases(zone):
            read_money_pairs(zone, context, recorder)
        elif zone.is_money:
            read_money_zone(zone, context, recorder)
            if zone.scores_items:
                read_score_zone(zone, recorder)
        if zone.is_indicators:
            read_indicator_zone(zone, recorder, project)
            read_level_scores(zone, recorder)
        elif zone.is_scores:
            read_score_zone(zone, recorder)
        elif not zone.is_money:
            read_money_list(zone, context, recorder)
            read_money_pairs(zone, context, recorder)
            read_score_columns(zone, recorder)
        if not zone.is_scores:
            read_total_row(zone, recorder, project)


def _read_indicator_lists(outline: Outline, zones: list[Zone], recorder: Recorder) -> list[Span]:
    read: list[Span] = []
    tabled = sum(row.actual_text is not None for row in recorder.rows["indicators"]) >= _LEAST_TABLED
    above: str | None = None
    kind: str | None = None
    section: Section | None = None
    for passage in outline.paragraphs:
        context = passage.section.title if passage.section else None
        if passage.section is not section:
            section, above, kind = passage.section, _level1_above(passage.section), heads_kind(context or "")
        of_lines = read_labelled_lines(_lines(passage), context, recorder, above=above, kind=kind)
        read += of_lines or read_indicator_list(passage.text, context, recorder, tabled=tabled, above=above, kind=kind)
        if heads_level1(passage.text.text):
            above, kind = passage.text.text, None
        kind = heads_kind(passage.text.text) or kind
    for zone in zones:
        for cell in prose_cells(zone):
            read += read_indicator_list(cell.text, project_named(cell.text.text), recorder)
    return read


def _lines(passage: Passage) -> list[MappedText]:
    return [MappedText.of_run(passage.text.source, piece.start, piece.end, True) for piece in passage.pieces]


def _level1_above(section: Section | None) -> str | None:
    """The heading above that is a label of level 1: 1.产出指标 over ①数量指标."""
    path = section.path() if section else ()
    return next((part.title for part in reversed(path) if heads_level1(part.title)), None)


def _read_statistics(
    outline: Outline, zones: list[Zone], header: HeaderRow, read: list[Span], recorder: Recorder
) -> None:
    printed = [zone for zone in zones if zone.view.seq < len(outline.tables)]  # what was rebuilt is read as passages
    cells = [ProseCell(cell.text, label) for zone in printed for cell, label in result_cells(zone)]
    statistics, evidence = extract_statistics(
        outline,
        cells,
        budget_year=header.budget_year,
        claimed=[*read, *_rows_rebuilt(recorder, len(outline.tables))],
        promised=_measures(recorder),
        of_project=header.subject_kind != "department",
    )
    recorder.rows["statistics"].extend(statistics)
    recorder.rows["evidence"].extend(evidence)
