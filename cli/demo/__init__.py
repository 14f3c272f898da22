"""The demonstration: a school's years, from nothing to a verified bundle."""
