"""Reads the header of a document."""

from __future__ import annotations

from dataclasses import dataclass

from orchestration.document import fold_width
from orchestration.extraction.header.evaluation import check_is_report, sets_targets_only
from orchestration.extraction.header.labels import Labelled, labelled_values
from orchestration.extraction.header.lines import Line, lines_of
from orchestration.extraction.header.offices import Office, find_office
from orchestration.extraction.header.subjects import (
    is_chapter_of_accounts,
    is_reissue,
    kind_by_chapters,
    report_kind,
    scope,
    subject_kind,
    subject_name,
)
from orchestration.extraction.header.titles import Title, find_title
from orchestration.extraction.header.units import FoundUnit, find_unit
from orchestration.extraction.header.years import FoundYear, find_year
from orchestration.extraction.quotation import quoted_run
from orchestration.extraction.recorder import Recorder, Span
from orchestration.extraction.structure.captions import project_in_caption
from orchestration.extraction.structure.outline import Outline
from orchestration.records import EvidenceRow, HeaderRow


def read_header(outline: Outline, file_name: str) -> tuple[HeaderRow, tuple[EvidenceRow, ...]]:
    """The header of a self-evaluation and the evidence of its columns.

    `file_name` may hold folders and archives (`a.zip!/b/c.docx`); it counts only where the document itself says nothing.
    An office or a year that nothing states is NULL: whose report it is may stand on the page that published it, and what it
    prints is no worse for that. Raises NotAReport, with the reason, where the document is no self-evaluation.
    """
    found = _find(outline, file_name)
    recorder = Recorder(outline.document)
    fact_id = _record(found, outline, file_name, recorder)
    for column, run, rule in _runs(found):
        if run:
            recorder.figure("headers", fact_id, column, run, rule)
    return recorder.rows["headers"][0], tuple(recorder.rows["evidence"])


@dataclass(frozen=True)
class _Found:
    """What a document says about itself."""

    lines: list[Line]
    labels: list[Labelled]
    title: Title | None
    year: FoundYear | None
    office: Office | None
    kind: str | None
    subject: tuple[str, Span] | None
    unit: FoundUnit | None

    @property
    def title_run(self) -> Span | None:
        return self.title.text.span(0, len(self.title.text)) if self.title else None


def _find(outline: Outline, file_name: str) -> _Found:
    lines = lines_of(outline)
    title = find_title(lines)
    check_is_report(outline, lines, title)
    labels = labelled_values(outline, lines)
    of_accounts = is_chapter_of_accounts(outline)
    if of_accounts and title and project_in_caption(title.text.text):
        title = None  # of a form that the chapter shows
    words = title.text.text if title else ""
    provisional = "department" if of_accounts else subject_kind(words, "", labels)
    year = find_year(title.text if title else None, labels, lines, outline, file_name)
    office = find_office(title, labels, lines, outline, file_name, of_project=provisional != "department")
    name = fold_width(office.name) if office else ""
    kind = "department" if of_accounts else subject_kind(words, name, labels)
    kind = kind_by_chapters(outline) if title is None and kind == "department" and not of_accounts else kind
    subject = subject_name(title.text if title else None, name, kind, labels, outline)
    return _Found(lines, labels, title, year, office, kind, subject, find_unit(outline, lines))


def _record(found: _Found, outline: Outline, file_name: str, recorder: Recorder) -> str:
    """Record the header, quoted from the first thing that was found; returns the key of the row."""
    title, office, year = found.title, found.office, found.year
    words = title.text.text if title else ""
    anchor = found.title_run or (office and office.run) or (year and year.run) or _first_line(outline)
    return recorder.add(
        "headers",
        quoted_run(outline.document, *anchor),
        "header_of_title" if title else "header_without_title",
        title=title.text.printed() if title else None,
        office_name=office.name if office else None,
        budget_year=year.year if year else None,
        report_kind=report_kind(outline, bool(title and title.is_form)),
        subject_kind=found.kind,
        subject_name=found.subject[0] if found.subject else None,
        scope=scope(words, found.labels),
        declared_amount_unit=found.unit.unit if found.unit else None,
        is_reissue=is_reissue(words, file_name),
        is_targets_only=sets_targets_only(outline, found.lines),
    )


def _runs(found: _Found) -> list[tuple[str, Span | None, str]]:
    """The columns that have a place of their own, with the rule that found it."""
    office, year, unit = found.office, found.year, found.unit
    return [
        ("title", found.title_run, "title_of_lines"),
        ("office_name", office.run if office else None, office.rule if office else ""),
        ("budget_year", year.run if year else None, year.rule if year else ""),
        ("subject_name", found.subject[1] if found.subject else None, "subject_name"),
        ("declared_amount_unit", unit.run if unit else None, unit.rule if unit else ""),
    ]


def _first_line(outline: Outline) -> Span:
    document = outline.document
    return document.blocks[0].start, document.blocks[0].end
