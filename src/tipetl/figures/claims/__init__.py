"""What words claim of figures: that one is more than another, a share of it, their sum."""
