"""Where the portal leads people."""


def own_path(untrusted_path: str) -> str:
    """The path if it is one of ours, else the start: nobody is led to another site."""
    path = untrusted_path if untrusted_path.isprintable() else "/"
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
