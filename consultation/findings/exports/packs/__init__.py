"""What is handed out on request: everything held of one respondent, or what was said of one thing."""
