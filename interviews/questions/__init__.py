"""Questions that interviewers ask: a bank of them, and how to tell two of them apart. Pure."""
