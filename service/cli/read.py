"""Commands, registered with the application in `service.cli.app`."""
