"""Tables of applications, read and written: what a cell means, whoever wrote it. No Django."""
