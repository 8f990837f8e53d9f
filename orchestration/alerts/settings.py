"""`alerts.toml`: which alerts are sent which way. Secrets are not in it: it names the variables that hold them."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.alerts.message import KINDS
from orchestration.loading.data_folder import DataFolder

ENVIRONMENT_VARIABLE = "JIXIAO_ALERTS"


class AlertSettingsError(ValueError):
    """`alerts.toml` cannot be understood, or a variable that it names is not set. Names no secret."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """`form`: `json` posts the alert's fields; `text` the shape that chat robots of WeCom and DingTalk take."""

    url_variable: str
    form: str = "json"


@dataclass(frozen=True, slots=True)
class Email:
    """`security`: starttls, tls or none; without a user nothing is said of who sends."""

    host: str
    sender: str
    recipients: tuple[str, ...]
    port: int = 587
    security: str = "starttls"
    user_variable: str = ""
    password_variable: str = ""


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """What is sent, and how. No way to send: alerts are off."""

    on: tuple[str, ...] = KINDS
    webhook: Webhook | None = None
    email: Email | None = None

    @property
    def is_off(self) -> bool:
        return self.webhook is None and self.email is None


def settings_path(data: DataFolder) -> Path:
    """`$JIXIAO_ALERTS`, else `alerts.toml` in the data folder."""
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(named).absolute() if named else data.root / "alerts.toml"


def load_alert_settings(data: DataFolder) -> AlertSettings:
    """Raises AlertSettingsError."""
    path = settings_path(data)
    if not path.exists():
        return AlertSettings()
    try:
        return parse_alert_settings(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AlertSettingsError) as error:
        raise AlertSettingsError(f"{path}: {error}") from error


def parse_alert_settings(settings: Mapping[str, Any]) -> AlertSettings:
    """What `alerts.toml` says; without `on`, alerts of every kind are sent. Raises AlertSettingsError."""
    _only(settings, {"on", "webhook", "email"}, "the file")
    on = settings.get("on", list(KINDS))
    if not isinstance(on, list) or not all(kind in KINDS for kind in on):
        raise AlertSettingsError(f"on is a list of {', '.join(KINDS)}")
    return AlertSettings(tuple(on), _webhook(settings.get("webhook")), _email(settings.get("email")))


def _webhook(values: Mapping[str, Any] | None) -> Webhook | None:
    if values is None:
        return None
    _only(values, {"url_variable", "form"}, "[webhook]")
    form = values.get("form", "json")
    if form not in ("json", "text"):
        raise AlertSettingsError("[webhook]: form is json or text")
    return Webhook(_text(values, "url_variable", "[webhook]"), form)


def _email(values: Mapping[str, Any] | None) -> Email | None:
    if values is None:
        return None
    known = {"host", "sender", "recipients", "port", "security", "user_variable", "password_variable"}
    _only(values, known, "[email]")
    recipients, port = values.get("recipients"), values.get("port", 587)
    if not isinstance(recipients, list) or not recipients or not all(map(_is_line, recipients)):
        raise AlertSettingsError("[email]: recipients is a list of addresses")
    if not isinstance(port, int) or values.get("security", "starttls") not in ("starttls", "tls", "none"):
        raise AlertSettingsError("[email]: port is a number, security one of starttls, tls, none")
    for key in ("user_variable", "password_variable"):
        if values.get(key):
            _text(values, key, "[email]")
    return Email(
        host=_text(values, "host", "[email]"),
        sender=_text(values, "sender", "[email]"),
        recipients=tuple(recipients),
        port=port,
        security=values.get("security", "starttls"),
        user_variable=values.get("user_variable", ""),
        password_variable=values.get("password_variable", ""),
    )


def _only(values: object, known: set[str], where: str) -> None:
    if not isinstance(values, Mapping):
        raise AlertSettingsError(f"{where} is a table")
    unknown = sorted(set(values) - known)
    if unknown:
        raise AlertSettingsError(f"{where}: unknown key {unknown[0]!r}; secrets are named by a variable, not written here")


def _text(values: Mapping[str, Any], key: str, where: str) -> str:
    value = values.get(key)
    if not _is_line(value):
        raise AlertSettingsError(f"{where}: {key} is a text")
    return str(value)


def _is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value) and value.isprintable()


def secret(variable: str) -> str:
    """The value of a variable of the environment. Raises AlertSettingsError when it is not set."""
    value = os.environ.get(variable, "")
    if not value:
        raise AlertSettingsError(f"the environment variable {variable} is not set")
    return value
