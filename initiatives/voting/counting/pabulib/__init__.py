"""The exchange format of participatory budgeting research, read and written: `parse`, `compose`, `write`."""

from .election import Election, compose, parse, write
from .tables import PabulibError, Table

__all__ = ["Election", "PabulibError", "Table", "compose", "parse", "write"]
