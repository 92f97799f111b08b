"""The duties: themes of what is said, who answers what (bodies, routes), lines of the plan."""
