"""The version of the server that this client was made for. Generated."""

VERSION = "0.1.0"
