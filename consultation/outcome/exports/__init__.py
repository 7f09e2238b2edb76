"""The outcome as files: what is published, read, checked and kept."""
