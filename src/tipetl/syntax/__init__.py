"""A sentence as a row of items with verb groups, times, comparisons and the frame of each number; knows no metric."""
