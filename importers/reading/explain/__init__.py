"""What the reader made of a document, shown to people."""
