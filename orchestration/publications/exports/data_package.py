"""A frictionless data package over the CSV files: types, keys, references, meanings in two languages.

fct_spending carries the column types of Fiscal Data Package, so that budget tools know phase, direction and source.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.publications.dictionary import Column, Relation
from orchestration.publications.exports.csv_files import csv_name

NAME = "datapackage.json"
_DECIMAL = re.compile(r"DECIMAL\(\d+,\d+\)")
_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DOUBLE": "number",
    "FLOAT": "number",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), "integer"),
}


class InvalidPackage(Exception):
    """The written files are not what their description says. The message lists the first errors."""


def write_data_package(tables: list[Relation], folder: Path, release_id: str) -> None:
    """`folder`/datapackage.json for the CSV files that stand beside it."""
    names = {table.full_name for table in tables}
    package = {
        "name": "jixiao",
        "title": "Self-evaluations of budget performance 部门整体支出绩效自评",
        "version": release_id,
        "profile": "data-package",
        "description": "Amounts in yuan (元), rates in percent points. Texts that a spreadsheet could run begin with an"
        " apostrophe. Never add a total to its parts: see fct_spending.breakdown.",
        "countryCode": _rules()["fiscal"]["country"],
        "columnTypes": _rules()["fiscal"]["taxonomy"],
        "resources": [_resource(table, names) for table in tables],
    }
    (folder / NAME).write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def validate_data_package(folder: Path) -> None:
    """Hold every row of every file against the description. Raises InvalidPackage."""
    from frictionless import Package, system  # costs a second: only when there is something to validate

    with system.use_context(trusted=True):
        report = Package.from_descriptor(str(folder / NAME)).validate()
    if not report.valid:
        errors = report.flatten(["title", "rowNumber", "fieldName", "message"])
        raise InvalidPackage("; ".join(str(error[-1]) for error in errors[:5]))


@cache
def _rules() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("package.toml").read_text(encoding="utf-8"))


def _resource(table: Relation, names: set[str]) -> dict[str, Any]:
    return {
        "name": resource_name(table.full_name),
        "path": csv_name(table),
        "title": table.meaning.label_zh or table.full_name,
        "description": _both(table.meaning.english, table.meaning.description_zh),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": _schema(table, names),
    }


def resource_name(full_name: str) -> str:
    """A table's name as the Data Package standard wants it: in lower case."""
    return full_name.lower()


def _schema(table: Relation, names: set[str]) -> dict[str, Any]:
    key = _rules()["keys"].get(table.full_name, [])
    schema: dict[str, Any] = {
        "fields": [_field(column, table, key) for column in table.columns],
        "missingValues": [""],
    }
    if key:
        schema["primaryKey"] = key
    references = _references(table, key, names)
    if references:
        schema["foreignKeys"] = references
    if table.full_name == _rules()["fiscal"]["resource"]:
        schema["extraFields"] = _extra_fields()
    return schema


def _field(column: Column, table: Relation, key: list[str]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": "number" if _DECIMAL.fullmatch(column.type) else _TYPES[column.type],
        "title": column.meaning.label_zh or column.name,
        "description": _both(column.meaning.english, column.meaning.description_zh),
    }
    if field["type"] == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.name in key:
        field["constraints"] = {"required": True}
    return field | _fiscal(column, table)


def _fiscal(column: Column, table: Relation) -> dict[str, Any]:
    fiscal = _rules()["fiscal"]
    if table.full_name != fiscal["resource"]:
        column_type = fiscal["dimensions"].get(table.full_name, {}).get(column.name)
        return {"columnType": column_type} if column_type else {}
    if column.name in fiscal["phases"]:
        return {"normalize": {"phase": fiscal["phases"][column.name]}}
    column_type = fiscal["column_types"].get(column.name)
    return {"columnType": column_type} if column_type else {}


def _extra_fields() -> list[dict[str, Any]]:
    """The columns of the logical table that no column of the file is: one amount, its phase, its currency."""
    return [
        {"name": "amount", "type": "number", "columnType": "value", "normalizationTarget": True},
        {"name": "phase", "type": "string", "columnType": "phase:id"},
        {
            "name": "currency",
            "type": "string",
            "columnType": "value-currency:code",
            "constant": _rules()["fiscal"]["currency"],
        },
    ]


def _references(table: Relation, key: list[str], names: set[str]) -> list[dict[str, Any]]:
    """Of schema main only: a superseded version may refer to what is no longer current."""
    if table.schema != "main" or table.name in _rules()["tables"]["without_references"]:
        return []
    return [
        {"fields": [column.name], "reference": {"resource": resource_name(target), "fields": [column.name]}}
        for column in table.columns
        if (target := _rules()["references"].get(column.name)) and target in names and [column.name] != key
    ]


def _both(english: str, chinese: str) -> str:
    return " ｜ ".join(part for part in (english, chinese) if part)
