"""The live editor of one item's stream."""
