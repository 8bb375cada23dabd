"""What is due across the caseload, and what is done about it."""
