"""The printing room: one declaration and its values, drawn in many ways."""
