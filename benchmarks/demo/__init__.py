"""Cases for the reviewer's desk: drawn here, sent to a running service over HTTP as a portal would."""
