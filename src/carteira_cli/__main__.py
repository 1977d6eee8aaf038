"""`python -m carteira_cli` is `carteira`."""

from carteira_cli.cli import entry

entry()
