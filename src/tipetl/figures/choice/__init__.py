"""Holds the trained scorer (features, weights, decisions and confidence) and the encoder, which proposes metrics for
unread numbers."""
