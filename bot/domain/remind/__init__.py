"""Reminders: what a person wishes, which notices follow and when, what becomes of one that is sent."""
