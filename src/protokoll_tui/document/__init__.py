"""The minutes as a document: a tree made once from a meeting, and one renderer per format."""
