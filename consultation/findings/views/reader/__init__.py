"""The reader: one passage after the other within its whole source, beside its clause."""
