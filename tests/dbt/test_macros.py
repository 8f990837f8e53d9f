"""What stands in macros/ is used."""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
OF_DBT = {"generate_schema_name"}  # dbt calls it by its name


def test_every_macro_has_a_caller() -> None:
    files = [*PROJECT.glob("models/**/*"), *PROJECT.glob("tests/**/*.sql"), *PROJECT.glob("macros/**/*.sql")]
    text = "\n".join(path.read_text("utf-8") for path in [*files, PROJECT / "dbt_project.yml"] if path.is_file())
    code = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    defined = re.findall(r"\{%-? macro (\w+)\(", code)
    # A dialect's version is called by the name it is dispatched from.
    names = {re.sub(r"^(default|spark)__", "", name) for name in defined} - OF_DBT
    called = set(re.findall(r"(?<!macro )\b(\w+)\(", code)) | set(re.findall(r"dispatch\('(\w+)'\)", code))
    called |= {name.removeprefix("spark__") for name in called}
    assert len(names) > 60
    assert names <= called
