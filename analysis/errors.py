"""What a caller can be told went wrong."""


class InputError(ValueError):
    """The input cannot be analysed; the message is one plain sentence.

    It names the file (or table), the row where there is one, what was found and what to do.
    The command line prints it and ends with exit code 2; nothing has been written by then.
    """
