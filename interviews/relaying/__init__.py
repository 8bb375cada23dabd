"""What is better not passed on between a client and a candidate. Pure; the words are data."""
