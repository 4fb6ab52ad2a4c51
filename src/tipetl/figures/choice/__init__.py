"""Holds the trained scorer (its features, weights, decisions and confidence) and the encoder, which proposes metrics
for numbers left unread."""
