"""A settlement's Rules joined to votes: who decides how strongly, what was decided, who was elected. Every answer cites its articles."""
