"""Interface texts, and how each language writes days, numbers and sums."""
