"""The feedback desk: what clients are asked after interviews, and what candidates hear of it."""
