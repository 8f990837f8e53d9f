"""The commands and their arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from orchestration.loading.data_folder import DataFolderUnavailable


class _Commands(click.Group):
    """What any command may meet in the data folder is an error of one line."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DataFolderUnavailable as error:
            from orchestration.cli.screen import fail

            raise SystemExit(fail(str(error))) from error


class _Query(click.Command):
    """A query may begin with a comment, as those of the cookbook do: `-- question: …` is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        commented = [word for word in args if word.startswith("--") and len(word.split(maxsplit=1)) > 1]
        if len(commented) == 1 and "--" not in args:
            args = [*(word for word in args if word != commented[0]), "--", *commented]
        return super().parse_args(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jixiao")
def main() -> None:
    """Self-evaluations of budget performance as a warehouse: load reports, ask for figures, trace them.

    Everything is written below ./data, or $JIXIAO_DATA.
    """


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--wait", default=600.0, show_default=True, metavar="SECONDS", help="How long to wait for another build.")
@click.option("--accept", default="", metavar='"WHO: WHY"', help="Publish although more is lost than the guards allow.")
@click.option("--verify", is_flag=True, help="Hash every file and what is kept, as happens once a week.")
@click.option("--redo", default="", metavar="YEAR|KEY", help="Read a year, or one report by its key, again.")
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), help="Where reports are read, models computed: here, or on Spark."
)
@click.option("--remote", default="", metavar="sc://HOST:PORT", help="The Spark Connect server of --engine spark.")
@click.option(
    "--models", type=click.Choice(["duckdb", "spark"]), help="What computes the models of --engine spark: itself, or DuckDB here."
)
def load(
    paths: tuple[Path, ...],
    wait: float,
    accept: str,
    verify: bool,
    redo: str,
    engine: str | None,
    remote: str,
    models: str | None,
) -> None:
    """Load files or folders and publish what passes all checks.

    Without PATHS: what sources.toml in the data folder (or $JIXIAO_SOURCES) names, else raw/. Adds to what is loaded.
    A file that is named itself is looked at in any case, and takes back a retraction of it. $JIXIAO_ENGINE,
    $JIXIAO_SPARK_REMOTE and $JIXIAO_MODELS stand for --engine, --remote and --models, for scheduled nights too.
    """
    from orchestration.cli.load import load_paths

    where = {"engine": engine or "", "remote": remote, "models": models or ""}
    raise SystemExit(load_paths(list(paths), wait, accept, verify=verify, redo=redo, **where))


@main.command()
@click.option("--wait", default=600.0, show_default=True, metavar="SECONDS", help="How long to wait for another build.")
def fetch(wait: float) -> None:
    """Visit the index pages of sources.toml and keep what is new; the next load takes it in."""
    from orchestration.cli.fetch import fetch_sources

    raise SystemExit(fetch_sources(wait))


@main.command()
def alerts() -> None:
    """Send what is due and was not sent, then a test by every channel of alerts.toml."""
    from orchestration.cli.alerts import try_alerts

    raise SystemExit(try_alerts())


@main.command()
@click.argument("series")
@click.option("--wait", default=600.0, show_default=True, metavar="SECONDS", help="How long to wait for another build.")
def retract(series: str, wait: float) -> None:
    """Take a report series out of the warehouse: all its versions, by series_key or report_key.

    It stays out, whatever folders are loaded, until one of its files is named to `jixiao load`.
    """
    from orchestration.cli.retract import retract_series

    raise SystemExit(retract_series(series, wait))


@main.command()
def releases() -> None:
    """Every release: when it was published, its rows, and whether its file is still kept."""
    from orchestration.cli.releases import show_releases

    raise SystemExit(show_releases())


@main.command()
@click.argument("old")
@click.argument("new")
def diff(old: str, new: str) -> None:
    """What changed from release OLD to release NEW: schema, rows by key, totals."""
    from orchestration.cli.releases import show_diff

    raise SystemExit(show_diff(old, new))


@main.command()
@click.argument("release")
@click.option("--wait", default=600.0, show_default=True, metavar="SECONDS", help="How long to wait for another build.")
def rollback(release: str, wait: float) -> None:
    """Publish an earlier release again, until there is news to load."""
    from orchestration.cli.releases import roll_back_to

    raise SystemExit(roll_back_to(release, wait))


@main.command()
@click.option("--runs", type=click.IntRange(min=0), default=5, show_default=True, help="How many runs to show.")
def status(runs: int) -> None:
    """What is published, how the last runs ended and what blocked them, which files are quarantined and why."""
    from orchestration.cli.status import show_status

    raise SystemExit(show_status(runs))


@main.command(cls=_Query)
@click.argument("query")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option(
    "--limit", type=click.IntRange(min=0), default=200, show_default=True, help="Rows of a table shown; 0 for all."
)
def sql(query: str, form: str, limit: int) -> None:
    """Run a query on the published warehouse, read-only: it writes no file and reads no other."""
    from orchestration.cli.query import run_query

    raise SystemExit(run_query(query, form, limit))


@main.command()
@click.argument("office")
@click.argument("year", type=int)
def report(office: str, year: int) -> None:
    """One screen on an office (or a part of its name) and year: totals, score, missed indicators, contradictions."""
    from orchestration.cli.report import show_report

    raise SystemExit(show_report(office, year))


@main.command()
@click.argument("table")
@click.argument("key")
def why(table: str, key: str) -> None:
    """The evidence of a fact in its surrounding text.

    TABLE is fct_spending or spending, KEY its key or the beginning of it.
    """
    from orchestration.cli.why import show_evidence

    raise SystemExit(show_evidence(table, key))


@main.command()
@click.argument("release", required=False)
@click.option(
    "--format",
    "formats",
    type=click.Choice(["parquet", "csv", "xlsx"]),
    multiple=True,
    help="Repeatable; default: all.",
)
@click.option("--by", type=click.Choice(["district", "year"]), default="district", show_default=True, help="Workbooks.")
@click.option(
    "--validate/--no-validate", default=True, show_default=True, help="Check every CSV row by the data package."
)
def export(release: str | None, formats: tuple[str, ...], by: Literal["district", "year"], validate: bool) -> None:
    """Write a release (default: the published one) as Parquet, CSV with a data package, and XLSX, with checksums.

    The files stand in exports/RELEASE below the data folder and hold what this call asked for, nothing older.
    """
    from orchestration.cli.publications import export_files

    raise SystemExit(export_files(release, formats, by, validate))


@main.command()
@click.option("--cookbook", type=click.Path(path_type=Path), help="Only write the cookbook, as Markdown, to this file.")
def docs(cookbook: Path | None) -> None:
    """Build the documentation site of the published release: dictionary, cookbook, release notes, dbt docs, Data Docs."""
    from orchestration.cli.publications import build_docs

    raise SystemExit(build_docs(cookbook))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=3000, show_default=True)
def ui(host: str, port: int) -> None:
    """Serve Dagster with this data folder: assets, checks, runs, and the schedule at 02:00."""
    from orchestration.cli.ui import serve

    raise SystemExit(serve(host, port))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8321, show_default=True)
@click.option("--name", "names", multiple=True, help="A further host name to answer to, beyond loopback.")
def explore(host: str, port: int, names: tuple[str, ...]) -> None:
    """Serve the Explorer: figures, offices, contradictions and SQL in a browser, each figure with its source."""
    from orchestration.explorer.serve import serve

    raise SystemExit(serve(host, port, names))


if __name__ == "__main__":
    main()
