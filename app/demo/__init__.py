"""The example that `make demo` loads: a guestbook page, the workflow behind it, a webhook and a picture."""
