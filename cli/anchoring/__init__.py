"""What goes out to witnesses, timestamp authorities and minutes, and comes back."""
