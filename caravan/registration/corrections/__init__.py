"""What a person corrects beside the name: situation, telephone, who comes along."""
