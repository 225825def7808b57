"""What is said of each project and unit."""
