"""The bot spoken to in the terminal: the same dispatcher, another way to carry its requests."""
