"""Which events tell of a year that it was opened, closed or reopened."""

from __future__ import annotations

YEAR_TOPICS = ("year-opened/1", "year-closed/1", "year-reopened/1")
"""The types that the small index `events_years` holds."""
