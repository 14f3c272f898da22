"""The languages of the command line, its terminal, and what a shell completes."""
