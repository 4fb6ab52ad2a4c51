"""Reads counts of people, cases and events by rules that match each number's frame."""
