"""Who is calling: sessions of the portal, tokens of the API, and the right to do a thing."""
