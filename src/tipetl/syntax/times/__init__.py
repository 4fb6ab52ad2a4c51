"""Times of a sentence: years, periods, and what they say of them."""
