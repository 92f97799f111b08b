"""What is offered, by whom, and where: services, partners with their offers, stands and shifts."""
