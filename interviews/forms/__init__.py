"""Forms: they turn what was typed into domain types, and stop there."""
