"""What every part of the reader speaks of: the article, text that knows where it stood, the ledger."""
