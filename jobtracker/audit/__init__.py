"""Who did what and when, written once: people see it about themselves, and firms answer for it."""
