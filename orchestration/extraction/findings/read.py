"""Reads problems and measures."""

from __future__ import annotations

import re

from orchestration.extraction.findings.items import Leaf, leaves_of
from orchestration.extraction.findings.regions import Region, regions_of
from orchestration.extraction.quotation import quoted_run
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.outline import Outline

_SAME_OPENING = 40  # characters in which two statements of one finding agree
_LEAST = 4


def read_findings(outline: Outline, recorder: Recorder) -> None:
    """Record one row per problem or measure. What a chapter and the attached form both say is recorded once."""
    seen: set[tuple[str, str]] = set()
    regions = [region for region in regions_of(outline) if region.texts]
    for region in sorted(regions, key=lambda region: region.texts[0].offset(0)):
        for leaf in leaves_of(region.texts):
            text = "".join(part.text for part in leaf.texts).strip(" ;,")
            key = region.kind, re.sub(r"\W", "", text)[:_SAME_OPENING]
            if len(text) >= _LEAST and key not in seen:
                seen.add(key)
                _record(outline, region, leaf, recorder)


def _record(outline: Outline, region: Region, leaf: Leaf, recorder: Recorder) -> None:
    start, end = leaf.texts[0].span(0, len(leaf.texts[0]))[0], leaf.texts[-1].span(0, len(leaf.texts[-1]))[1]
    run = quoted_run(outline.document, start, end)
    fact_id = recorder.add(
        "findings",
        run,
        region.rule,
        finding_kind=region.kind,
        finding_seq=leaf.seq,
        finding_text="".join(text.printed() for text in leaf.texts).strip(" ;；,，:："),
    )
    recorder.figure(
        "findings",
        fact_id,
        "finding_text",
        run,
        region.rule,
        cell=region.cell.cell if region.cell else None,
        table_seq=region.table.seq if region.table else None,
        row_seq=region.cell.row if region.cell else None,
        sheet_name=region.table.sheet_name if region.table else None,
    )
