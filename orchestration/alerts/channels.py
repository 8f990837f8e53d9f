"""The ways an alert is sent. A failure is told by its kind alone: messages of libraries may hold addresses and tokens."""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import asdict
from email.message import EmailMessage

import httpx

from orchestration.alerts.message import Alert
from orchestration.alerts.settings import AlertSettings, AlertSettingsError, Email, Webhook, secret

for _name in ("httpx", "httpcore"):  # they log whole addresses, and the address of a webhook is its secret
    logging.getLogger(_name).setLevel(logging.WARNING)

_SECONDS = 20.0
Channel = tuple[str, Callable[[Alert], None]]


class NotSent(Exception):
    """An alert was not taken. The message names no secret."""


def channels(settings: AlertSettings) -> Iterator[Channel]:
    """Name and sender of each way that is set up. Senders raise NotSent."""
    webhook, email = settings.webhook, settings.email
    if webhook is not None:
        yield "webhook", lambda alert: send_webhook(webhook, alert)
    if email is not None:
        yield "email", lambda alert: send_email(email, alert)


def send_webhook(webhook: Webhook, alert: Alert) -> None:
    """Post an alert; redirects are not followed, any answer but 2xx is a failure. Raises NotSent."""
    text = f"{alert.title}\n{alert.text}"
    body = asdict(alert) if webhook.form == "json" else {"msgtype": "text", "text": {"content": text}}
    try:
        response = httpx.post(secret(webhook.url_variable), json=body, timeout=_SECONDS, follow_redirects=False)
    except AlertSettingsError as error:
        raise NotSent(str(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise NotSent(f"the webhook could not be reached ({type(error).__name__})") from None
    if not response.is_success:
        raise NotSent(f"the webhook answers {response.status_code}")


def send_email(email: Email, alert: Alert) -> None:
    """Send an alert to all recipients in one message, its title on the subject's one line. Raises NotSent."""
    message = EmailMessage()
    message["Subject"] = f"[jixiao] {_one_line(alert.title)}"
    message["From"], message["To"] = email.sender, ", ".join(email.recipients)
    message.set_content(alert.text + "\n")
    try:
        with _connected(email) as server:
            if email.user_variable:
                server.login(secret(email.user_variable), secret(email.password_variable))
            server.send_message(message)
    except AlertSettingsError as error:
        raise NotSent(str(error)) from error
    except smtplib.SMTPResponseException as error:
        raise NotSent(f"the mail server answers {error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(f"the mail server could not be reached ({type(error).__name__})") from None


def _connected(email: Email) -> smtplib.SMTP:
    if email.security == "tls":
        return smtplib.SMTP_SSL(email.host, email.port, timeout=_SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(email.host, email.port, timeout=_SECONDS)
    if email.security == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
