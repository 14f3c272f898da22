"""The proof bundle: container, bag, and what is hostile in either."""
