"""The bot on Telegram: the only floor that knows aiogram."""
