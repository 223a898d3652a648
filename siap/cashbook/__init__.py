"""What an owner writes down: money in, money out, tools, debts; and the statements."""
