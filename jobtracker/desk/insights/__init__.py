"""How a firm does, in figures of what its candidates share."""
