"""Rules and arithmetic of the assistant: pure functions, standard library only."""
