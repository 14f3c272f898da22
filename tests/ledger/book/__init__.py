"""Tests of a book: recording in it, copying it, and what gets in its way."""
