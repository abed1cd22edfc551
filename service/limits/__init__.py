"""How often an account, or an address, may do what costs much or tells much."""
