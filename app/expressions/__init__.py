"""A small, bounded expression language with Jinja's expression syntax (see docs/expressions.md)."""
