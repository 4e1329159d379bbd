"""What may happen to a dossier, who may do it, what follows."""
