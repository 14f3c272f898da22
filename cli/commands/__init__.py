"""One command, one file: parse, call one function, render."""
