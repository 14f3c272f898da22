"""The rules of the house that no linter knows, and tests of the tests' own means."""
