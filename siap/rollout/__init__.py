"""Which unit stands at which stage, against which targets."""
