"""What people type or hand over, made into commands: options, journals, sheets."""
