"""Tables of others that the portal uses, and what makes them (`generate`)."""
