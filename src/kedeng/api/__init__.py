"""The REST door: what pages do, for programs. It shapes requests and answers, decides nothing."""
