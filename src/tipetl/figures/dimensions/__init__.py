"""Finds the dimensions of a figure: exploitation, officials, age, gender, nationality."""
