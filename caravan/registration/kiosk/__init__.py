"""The kiosk: a shared screen on which people register, and that forgets each of them."""
