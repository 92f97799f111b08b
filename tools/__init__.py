"""Set-up of a machine: what `make` runs before the program or its tests."""
