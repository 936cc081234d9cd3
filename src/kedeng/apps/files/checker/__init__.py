"""The program that looks into uploaded files, in a bounded process of its own; knows no Django."""
