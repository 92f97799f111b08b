"""Who answers and how: given out by rules, due by working days, drafted, checked, published."""
