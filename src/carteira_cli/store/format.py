"""What marks a file as a portfolio, and the shape that this program knows."""

APPLICATION_ID = 0x43415254  # "CART": tells a portfolio from any other SQLite file
SCHEMA_VERSION = 3
