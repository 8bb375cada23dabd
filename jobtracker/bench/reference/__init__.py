"""R: what a bare Django page costs here. Served beside the product by the bench alone."""
