"""Pages about one candidate of a firm."""
