"""Who and what a figure is about: exploitation, officials, age, gender, nationality."""
