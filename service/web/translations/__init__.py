"""Catalogues of the portal, and what they must hold."""
