"""The command line of the benchmarks, a file a command."""
