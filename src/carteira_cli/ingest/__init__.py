"""Bytes → rows → records and problems. No database, no folder: a stream comes in, values go out."""
