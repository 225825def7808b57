"""What articles say of projects and units, gathered over all of them, for a communicator to accept value by value."""
