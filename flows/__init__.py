"""Prefect flows over ``tipetl.pipeline``; no other package in the project imports Prefect.

Importing this package sets Prefect's environment (``flows.settings``) before Prefect is imported, as Prefect requires,
so every module of this package can be run and imported separately.
"""

from __future__ import annotations

from .settings import configure

configure()
