"""Parsers tried with whatever bytes there are; see `targets` for what must hold."""
