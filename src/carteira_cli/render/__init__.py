"""A report value becomes something to look at, or rows for a program. Nothing here prints."""
