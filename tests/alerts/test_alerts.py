"""Alerts arrive, once, without secrets in what is kept or logged; off unless somebody names a way."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.alerts.settings import AlertSettingsError, load_alert_settings, parse_alert_settings
from orchestration.cli.alerts import try_alerts
from orchestration.cli.status import show_status
from orchestration.ledger import fetches, files, runs, verifications
from orchestration.ledger.files import FileRecord
from orchestration.ledger.results import CheckResult
from orchestration.ledger.runs import RunOutcome
from orchestration.ledger.store import Ledger, open_ledger
from orchestration.loading.data_folder import ENVIRONMENT_VARIABLE, DataFolder
from orchestration.nightly.alerting import send_due_alerts
from orchestration.nightly.freshness import last_good_night
from orchestration.releases import rollback

from .receivers import Receiver, mail_server, webhook

WEBHOOK = '[webhook]\nurl_variable = "HOOK"\n'
EMAIL = (
    '[email]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "jixiao@example.org"\n'
    'recipients = ["a@example.org", "b@example.org"]\nuser_variable = "MAIL_USER"\npassword_variable = "MAIL_PASSWORD"\n'
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path / "data"))
    return DataFolder(tmp_path / "data").create()


@pytest.fixture
def ledger(data: DataFolder) -> Iterator[Ledger]:
    with open_ledger(data.ledger) as opened:
        yield opened


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    with webhook() as receiver:
        monkeypatch.setenv("HOOK", f"http://127.0.0.1:{receiver.port}/robot?token=s3cret")
        yield receiver


def ended(ledger: Ledger, outcome: RunOutcome, reason: str | None = None) -> str:
    run = runs.begin_run(ledger, extractor_version="1", git_sha=None)
    runs.finish_run(ledger, run, outcome, reason=reason, release_id="r1")
    return run


def quarantined(ledger: Ledger, names: list[str]) -> str:
    run = runs.begin_run(ledger, extractor_version="1", git_sha=None)
    refused = [FileRecord(name, name, "", None, 1, 1, "new", "the file is empty") for name in names]
    files.record_files(ledger, run, refused)
    files.record_counts(ledger, run)
    runs.finish_run(ledger, run, RunOutcome.PUBLISHED, release_id="r1")
    return run


def test_without_settings_nothing_is_sent(data: DataFolder, ledger: Ledger, capsys) -> None:
    ended(ledger, RunOutcome.FAILED, "a disk")
    assert send_due_alerts(data, ledger) == 0
    assert ledger.rows("select * from alerts") == []
    assert try_alerts() == 0
    assert "Alerts are off" in capsys.readouterr().out


def test_a_failed_a_blocked_and_a_quarantining_night_are_told_once(
    data: DataFolder, ledger: Ledger, hook: Receiver
) -> None:
    (data.root / "alerts.toml").write_text(WEBHOOK, encoding="utf-8")
    failed = ended(ledger, RunOutcome.FAILED, "step dbt: OSError: no space left")
    blocked = runs.begin_run(ledger, extractor_version="1", git_sha=None)
    runs.record_checks(ledger, blocked, [CheckResult("rows_are_kept", "dbt", "error", "fail", "3 rows", "9 rows")])
    runs.finish_run(ledger, blocked, RunOutcome.BLOCKED, reason="a gate")
    quarantining = quarantined(ledger, [f"raw/{number:02}.pdf" for number in range(12)])
    ended(ledger, RunOutcome.UNCHANGED)
    assert send_due_alerts(data, ledger) == 3
    assert send_due_alerts(data, ledger) == 0
    told = {(alert["run_id"], alert["kind"]): alert for alert in hook.received}
    assert told.keys() == {(failed, "failed"), (blocked, "blocked"), (quarantining, "quarantine")}
    assert "OSError: no space left" in told[failed, "failed"]["text"]
    assert "dbt check rows_are_kept: observed 3 rows, expected 9 rows" in told[blocked, "blocked"]["text"]
    assert told[quarantining, "quarantine"]["title"] == "12 files were quarantined"
    lines = told[quarantining, "quarantine"]["text"].splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("raw/00.pdf: the file is empty", "and 2 more", 11)


def test_sources_damage_and_staleness_are_told(data: DataFolder, ledger: Ledger, hook: Receiver) -> None:
    (data.root / "alerts.toml").write_text(WEBHOOK, encoding="utf-8")
    run = ended(ledger, RunOutcome.PUBLISHED)
    old = (datetime.now(UTC) - timedelta(hours=50)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with ledger.transaction() as connection:
        connection.execute("update runs set finished_at = ?", (old,))
    visit = fetches.Visit("district", runs.now(), "failed", "the site answers 500")
    fetches.record_visit(ledger, visit, run)
    verifications.record_verification(ledger, run, kept_files=9, damaged=1, lost=2, release_is_sound=False)
    assert send_due_alerts(data, ledger) == 3
    told = {alert["kind"]: f"{alert['title']}: {alert['text']}" for alert in hook.received}
    assert told["source"] == "The source district failed: the site answers 500"
    assert "1 kept files were damaged, 2 are lost; the published file was not what was published" in told["damage"]
    assert "was 50 hours ago" in told["stale"]


def test_a_rollback_makes_nothing_fresh(ledger: Ledger) -> None:
    night = runs.get_run(ledger, ended(ledger, RunOutcome.PUBLISHED))["finished_at"]
    run = runs.begin_run(ledger, extractor_version="1", git_sha=None)
    runs.enter_step(ledger, run, rollback.STEP)
    runs.finish_run(ledger, run, RunOutcome.PUBLISHED, release_id="r1")
    assert last_good_night(ledger) == datetime.fromisoformat(night)


def test_a_run_that_died_is_told_before_the_next_one_begins(data: DataFolder, ledger: Ledger, hook: Receiver) -> None:
    (data.root / "alerts.toml").write_text(WEBHOOK, encoding="utf-8")
    run = runs.begin_run(ledger, extractor_version="1", git_sha=None)
    runs.enter_step(ledger, run, "extraction")
    assert send_due_alerts(data, ledger) == 1
    assert hook.received[0]["text"].startswith(f"Run {run} failed in step extraction: the process ended without a word")
    ended(ledger, RunOutcome.UNCHANGED)  # which finds the dead one
    assert send_due_alerts(data, ledger) == 0


def test_only_what_is_wanted_in_the_form_that_is_wanted(data: DataFolder, ledger: Ledger, hook: Receiver) -> None:
    (data.root / "alerts.toml").write_text(f'on = ["failed"]\n{WEBHOOK}form = "text"\n', encoding="utf-8")
    quarantined(ledger, ["raw/a.pdf"])
    ended(ledger, RunOutcome.FAILED, "a disk")
    assert send_due_alerts(data, ledger) == 1
    (told,) = hook.received
    assert told["msgtype"] == "text"
    assert told["text"]["content"].startswith("The night failed\nRun ")


def test_mail_arrives(data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_USER", "operator")
    monkeypatch.setenv("MAIL_PASSWORD", "s3cret")
    with mail_server() as server:
        (data.root / "alerts.toml").write_text(EMAIL.format(port=server.port), encoding="utf-8")
        ended(ledger, RunOutcome.FAILED, "第三步 stopped\nBcc: c@example.org")
        assert send_due_alerts(data, ledger) == 1
    (mail,) = server.received
    assert (mail["Subject"], mail["From"]) == ("[jixiao] The night failed", "jixiao@example.org")
    assert mail["To"] == "a@example.org, b@example.org"
    assert mail["Bcc"] is None
    assert "第三步 stopped" in mail.get_content()


def test_a_way_that_fails_is_recorded_tried_again_and_given_up(
    data: DataFolder, ledger: Ledger, hook: Receiver, capsys, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (data.root / "alerts.toml").write_text(WEBHOOK, encoding="utf-8")
    ended(ledger, RunOutcome.FAILED, "a disk")
    hook.answer = 500
    assert [send_due_alerts(data, ledger) for _ in range(7)] == [0] * 7
    assert len(hook.received) == 5
    assert show_status(1) == 0
    told = capsys.readouterr().out
    assert "not sent, the webhook answers 500" in told
    assert "s3cret" not in told + caplog.text


def test_secrets_are_in_no_log_ledger_or_output(
    data: DataFolder, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capsys
) -> None:
    """Nobody listens at the port; the address with its token is in no message of the failure, at no level of logging."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("HOOK", "http://127.0.0.1:9/robot?token=s3cret")
    monkeypatch.setenv("MAIL_USER", "operator")
    monkeypatch.setenv("MAIL_PASSWORD", "s3cret")
    with mail_server() as server:
        server.answer = 535
        (data.root / "alerts.toml").write_text(WEBHOOK + EMAIL.format(port=server.port), encoding="utf-8")
        ended(ledger, RunOutcome.FAILED, "a disk")
        assert send_due_alerts(data, ledger) == 0
        assert try_alerts() == 1
    reasons = {row["channel"]: row["reason"] for row in ledger.rows("select * from alerts")}
    assert reasons == {
        "webhook": "the webhook could not be reached (ConnectError)",
        "email": "the mail server answers 535",
    }
    assert show_status(1) == 0
    assert "s3cret" not in capsys.readouterr().out + caplog.text
    ledger.connection.execute("pragma wal_checkpoint(truncate)")
    assert b"s3cret" not in data.ledger.read_bytes()


def test_a_variable_that_is_not_set_is_named(data: DataFolder, ledger: Ledger, monkeypatch) -> None:
    monkeypatch.delenv("HOOK", raising=False)
    (data.root / "alerts.toml").write_text(WEBHOOK, encoding="utf-8")
    ended(ledger, RunOutcome.FAILED, "a disk")
    assert send_due_alerts(data, ledger) == 0
    assert ledger.rows("select reason from alerts")[0][0] == "the environment variable HOOK is not set"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"webhook": {"url": "http://h/?token=s3cret"}}, "unknown key 'url'; secrets are named by a variable"),
        ({"webhook": {"url_variable": "A", "form": "xml"}}, "form is json or text"),
        ({"email": {"host": "h", "sender": "s", "recipients": []}}, "recipients is a list"),
        ({"email": {"host": "h", "sender": "s\nBcc: x", "recipients": ["a"]}}, "sender is a text"),
        ({"email": {"host": "h", "sender": "s", "recipients": ["a"], "security": "ssl"}}, "security one of"),
        ({"email": {"host": "h", "sender": "s", "recipients": ["a"], "user_variable": 3}}, "user_variable is a text"),
        ({"on": ["everything"]}, "on is a list of failed"),
        ({"on": [["failed"]]}, "on is a list of failed"),
        ({"slack": {}}, "unknown key 'slack'"),
    ],
)
def test_mistakes_in_the_settings_are_named_without_secrets(settings: dict, told: str) -> None:
    with pytest.raises(AlertSettingsError) as error:
        parse_alert_settings(settings)
    assert told in str(error.value)
    assert "s3cret" not in str(error.value)


def test_broken_settings_stop_no_night_and_are_told(data: DataFolder, ledger: Ledger, capsys) -> None:
    (data.root / "alerts.toml").write_text("on = ", encoding="utf-8")
    ended(ledger, RunOutcome.FAILED, "a disk")
    assert send_due_alerts(data, ledger) == 0
    assert show_status(1) == 0
    assert "Alerts are not sent:" in capsys.readouterr().out
    with pytest.raises(AlertSettingsError):
        load_alert_settings(data)
