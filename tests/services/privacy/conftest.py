"""The desk of reminders: what a person keeps hangs on it."""

from tests.services.remind.conftest import desk

__all__ = ["desk"]
