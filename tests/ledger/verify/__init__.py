"""Verify, as a school that deceives and a file that was made to harm meet it."""
