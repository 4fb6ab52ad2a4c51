"""Read the trafficking routes that the profile section states (contract section 7)."""
