"""What a visitor may answer on each page, without cookies and without script."""
