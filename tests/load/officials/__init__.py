"""How long every page of an official takes, over few responses and over a hundred thousand."""
