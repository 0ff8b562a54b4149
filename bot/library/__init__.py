"""Content files turned into domain objects, and the checks that a volunteer sees."""
