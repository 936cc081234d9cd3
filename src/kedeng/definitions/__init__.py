"""What is asked, in which edition: the three forms of forms.md as declarations. Plain Python."""
