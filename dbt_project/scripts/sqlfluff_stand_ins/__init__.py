"""What dbt puts into Jinja beside its built-ins, in a form good enough to lint the SQL around it (sqlfluff, templater
jinja: the dbt templater does not load with dbt-core 1.11). Nothing here runs in a build."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import yaml

SELECT_LISTS = ("columns_except", "replaced_columns")


class Adapter:
    """Dispatch to a call over the first argument: an expression wherever an expression stands; to a star for select lists."""

    def dispatch(self, name: str, *_: Any) -> Any:
        return (lambda *_: "*") if name in SELECT_LISTS else lambda expression, *_: f"{name}({expression})"


class Model:
    """A model of three declared columns."""

    columns: ClassVar = {"first_column": {}, "second_column": {}, "third_column": {}}


def give_back(value: Any) -> Any:
    """dbt's `return`."""
    return value


VARIABLES = yaml.safe_load((Path(__file__).resolve().parents[2] / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]


def var(name: str) -> Any:
    """A variable of the project."""
    return VARIABLES[name]


adapter = Adapter()
model = Model()
globals()["return"] = give_back
