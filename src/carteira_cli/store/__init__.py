"""The one SQLite file: opened one way, changed one operation at a time. The only SQL there is."""

from sqlite3 import Connection

__all__ = ["Connection"]
