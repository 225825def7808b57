"""What is not the article: kinds of lines, and whom the page's furniture names."""
