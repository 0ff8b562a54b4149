"""Use cases: what the bot does, without Telegram and without SQL dialects."""
