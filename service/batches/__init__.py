"""Many workers at once: files sorted to persons, checked in one table, sent as requests like any other."""
