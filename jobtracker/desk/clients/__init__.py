"""The companies that a firm finds people for: their jobs, their people, and how they answer."""
