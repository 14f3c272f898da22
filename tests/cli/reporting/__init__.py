"""`report` at the command line: what it writes, and what it refuses."""
