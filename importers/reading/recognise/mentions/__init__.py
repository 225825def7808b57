"""Names as they stand in the text: people, roles, bodies, places, dates. All kinds build on them."""
