"""Qadam: a Telegram assistant for migrants in Kazakhstan, in Russian, Kazakh and English."""

__version__ = "0.1.0"
