"""The eligibility checks of a dossier: a catalogue of them, what each finds, and what follows from it."""
