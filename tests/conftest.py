"""What holds for every test: properties are about values, never about time."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("jixiao", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jixiao")
