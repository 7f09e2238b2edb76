"""Stage 1: consultations, sections, clauses, their versions and tracked changes."""
