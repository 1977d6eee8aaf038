"""carteira: the portfolio of a freelance sales representative, in one local file."""

__version__ = "0.1.0"
