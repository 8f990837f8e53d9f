"""A narrative report with its form as an attachment in one archive: one report, nothing counted twice."""

from __future__ import annotations

from dataclasses import replace

from tests.corpus.draft import Draft
from tests.corpus.layouts.guangdong import compose_narrative
from tests.corpus.layouts.layout import Layout
from tests.corpus.layouts.ministry import compose_department

SAID_AGAIN = ("spending", "scores", "tasks", "findings", "statistics")


def compose(draft: Draft) -> None:
    """The narrative as the main document, the ministry's form beside it."""
    compose_narrative(draft)
    draft.heading("五、附件")
    draft.say("部门整体支出绩效自评表")
    form = Draft(
        replace(draft.record, faults=frozenset()), replace(draft.habits, unit="万元", label="万元"), draft.random
    )
    compose_department(form)
    draft.attachments.append(form)
    for table in SAID_AGAIN:
        draft.gold.rows[table] += [each | {"optional": "1"} for each in form.gold.rows[table]]
    for table in ("indicators", "contradictions"):
        draft.gold.rows[table] += form.gold.rows[table]
    for name, value in form.gold.report.items():
        draft.gold.report.setdefault(name, value)


ATTACHED = Layout("attached_form", compose, ("zip",), faults=("rate", "two_figures"))
