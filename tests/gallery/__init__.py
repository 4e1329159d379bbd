"""The components on one page each, to look at and to check without a database."""
