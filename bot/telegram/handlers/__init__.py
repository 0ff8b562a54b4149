"""Handlers: each reads an update, calls one service and shows what it returns."""
