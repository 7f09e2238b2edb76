"""Stage 2: drafts, comments, answers, submissions, receipts and holds."""
