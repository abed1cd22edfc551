"""The suite `extraction`: fields of whole uploads, from bytes to `Extraction`, on captures of drawn documents
of states that nobody wrote rules for, and on specimens."""
