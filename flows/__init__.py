"""Prefect flows over ``tipetl.pipeline``; the only package of the project that imports Prefect.

Importing this package sets Prefect's environment (``flows.settings``), which must happen before Prefect is imported, so
every module of this package can be run and imported separately.
"""

from __future__ import annotations

from .settings import configure

configure()
