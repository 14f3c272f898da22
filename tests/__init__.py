"""Tests mirror the floors; beside them contracts, lives, sessions, the house."""
