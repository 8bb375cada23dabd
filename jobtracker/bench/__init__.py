"""How fast the pages are: `make bench`, on a database of its own that is gone afterwards."""
