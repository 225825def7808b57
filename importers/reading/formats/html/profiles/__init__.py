"""Site profiles: where the publishing systems of Swedish municipalities put title, lead, body and the rest."""
