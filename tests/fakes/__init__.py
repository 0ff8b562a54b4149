"""Doubles that stand in for the outside world in tests: honest about refusing, silent about nothing."""
