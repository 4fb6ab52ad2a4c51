"""Reads counted people, cases and events: the rules that fit the frame of each number."""
