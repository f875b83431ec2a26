"""What a meeting is, and what can be done to it. No file, no screen."""
