"""The register of partnership agreements: who signed, what is to be delivered where, what was."""
