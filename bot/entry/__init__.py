"""Builds everything from settings, and owns the order of start and stop."""
