"""What officials send when they draft the outcome."""
