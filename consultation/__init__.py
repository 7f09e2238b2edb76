"""A consultation on a redrafted text, in five stages: guidance, responses, dataset, findings, outcome."""
