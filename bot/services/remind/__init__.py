"""Reminders: planned with what a person keeps, delivered when they are due, set up on their screens."""
