"""Spreadsheets: written so that text stays text, read so that a hostile file does no harm."""

from kernel.spreadsheets.reading import SheetRows, Value, read
from kernel.spreadsheets.refused import SpreadsheetRefused
from kernel.spreadsheets.writing import Sheet, write

__all__ = ["Sheet", "SheetRows", "SpreadsheetRefused", "Value", "read", "write"]
