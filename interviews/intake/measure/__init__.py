"""How well the reader reads: labelled messages -> figures."""
