"""Letters, e-mails and files: entering, loading, typing, and confirming what each part is on."""
