"""What a second process answers for, and what comes of it when it does not."""
