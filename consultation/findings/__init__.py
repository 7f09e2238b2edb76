"""Stage 4: runs of the analysis and what they say of each clause."""
