"""Pure functions over text: sentences, quotations, dates and numbers; no model, no clock."""
