"""Stage 5: the government response, drafted from sealed evidence, signed off and published."""
