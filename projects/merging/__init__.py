"""Making two records of the register one, and parting them again."""
