"""The data dictionary as files: CSV for machines, Markdown for people, both in English and Chinese."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from orchestration.publications.dictionary import Relation, StoredMacro
from orchestration.publications.markdown import code, table_row
from orchestration.releases.spreadsheet_safety import neutral_text

_HEADER = ("schema", "table", "column", "type", "name_zh", "description_en", "description_zh")


def write_dictionary(relations: list[Relation], macros: list[StoredMacro], folder: Path) -> None:
    """`folder`/dictionary.csv and `folder`/dictionary.md."""
    with (folder / "dictionary.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        writer.writerows(_rows(relations))
    (folder / "dictionary.md").write_text("\n".join(_lines(relations, macros)) + "\n", encoding="utf-8")


def _rows(relations: list[Relation]) -> Iterator[tuple[str, ...]]:
    """One row per table and per column. The texts are the project's own; a description may begin with a comparator."""
    for relation in relations:
        said = relation.meaning
        kind = "view" if relation.is_view else "table"
        yield (
            relation.schema,
            relation.name,
            "",
            kind,
            said.label_zh,
            neutral_text(said.english),
            neutral_text(said.description_zh),
        )
        for column in relation.columns:
            said = column.meaning
            names = (relation.schema, relation.name, column.name, column.type, said.label_zh)
            yield (*names, neutral_text(said.english), neutral_text(said.description_zh))


def _lines(relations: list[Relation], macros: list[StoredMacro]) -> Iterator[str]:
    yield "# Data dictionary 数据字典"
    for relation in relations:
        said = relation.meaning
        yield f"\n## {code(relation.full_name)} {said.label_zh}\n"
        yield f"{'View' if relation.is_view else 'Table'}. {said.english}\n\n{said.description_zh}\n"
        yield table_row(("Column 列", "Type 类型", "名称", "Description", "说明"))
        yield table_row(["---"] * 5)
        for column in relation.columns:
            meaning = column.meaning
            yield table_row((column.name, column.type, meaning.label_zh, meaning.english, meaning.description_zh))
    yield "\n## Macros 宏\n"
    yield table_row(("Macro 宏", "Kind 种类", "Description", "说明"))
    yield table_row(["---"] * 4)
    for macro in macros:
        kind = "table" if macro.is_table else "scalar"
        yield table_row((macro.call, kind, macro.meaning.english, macro.meaning.label_zh))
