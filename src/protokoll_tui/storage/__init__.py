"""Meetings on disk: TOML files, read with care and written atomically."""
