"""What all routes of `/v1` share, after the federal REST guide: strict input, paging, preconditions, one
effect for each idempotency key, and the description in OpenAPI."""
