"""The people and bodies of the article, brought together from where they are named."""
