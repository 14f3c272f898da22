"""Reports: the same numbers in every file, at one point in time."""
