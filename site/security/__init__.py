"""What a review of a municipal site asks for: who may try to log in how often, headers, health, logs, revalidation.

Nothing here is forced on a site that Brygga is a guest of: each part is a line in its MIDDLEWARE or a setting, and
`manage.py check --deploy` says what is missing (docs/sakerhet.md).
"""
