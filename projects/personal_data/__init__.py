"""A person's rights (GDPR 15–18, 21): every place that holds them, what is to be done there, and an extract."""
