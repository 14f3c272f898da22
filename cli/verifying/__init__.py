"""What `verify` asks of its surroundings, and how it tells what it found."""
