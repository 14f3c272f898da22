"""What `show` can show, a file each."""
