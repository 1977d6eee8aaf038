"""What the figures mean: pure functions over plain values. No clock, no files, no screen."""
