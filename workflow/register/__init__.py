"""The register of past awards of a town: what it holds, which years are full, and what is read into it."""
