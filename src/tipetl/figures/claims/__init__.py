"""What words claim about figures: that one exceeds another, is a share of it, or is their sum."""
