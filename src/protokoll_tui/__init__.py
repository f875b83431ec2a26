"""protokoll-tui: take the minutes of a Swedish meeting live, by keyboard alone."""

__version__ = "0.1.0"
