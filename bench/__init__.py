"""Load generators and their data: how fast the pages and the transitions are, and how that grows."""
