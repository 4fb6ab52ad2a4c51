"""The trained scorer: what it sees of a number, its weights, its decision, and how sure it is; and the encoder, which
proposes metrics for numbers left unread."""
