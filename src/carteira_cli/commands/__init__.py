"""The shell: one small module per command. It gathers, lets the domain decide, and shows.

Command modules import typer and the standard library at the top; what is slow to load is imported
inside the function that needs it, so that the morning's `status` starts at once.
"""
