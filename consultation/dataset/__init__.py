"""Stage 3: rows become frames, and every response is accounted for in the ledger."""
