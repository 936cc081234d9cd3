"""What a form is: fields, sections, conditions, and how text becomes answers. Plain Python."""
