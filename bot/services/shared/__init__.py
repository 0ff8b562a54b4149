"""What several processes of the bot have in common, as one process has it alone."""
