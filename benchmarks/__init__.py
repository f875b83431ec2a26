"""What the user feels, measured. `benchmarks/README.md` tells how to run it."""
