"""What an organisation brings: a folder with rosters, agenda, phrases, labels and layout."""
