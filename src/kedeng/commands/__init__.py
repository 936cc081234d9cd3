"""The `kedeng` command line: a door like web and api, for the people who run the service."""
