"""Alerts: what an operator is told, and the ways it is sent. Off until `alerts.toml` names one.

Belongs here: settings, messages, webhook and e-mail. Does not belong here: what is worth an alert (`nightly`).
"""
