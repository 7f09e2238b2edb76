"""How long responses are kept: set, held, decided on, and the log of what was erased."""
