"""One candidate as a firm looks after them: where they stand, the log, and what is next."""
