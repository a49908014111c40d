"""A gym for developers: people and months of plausible training, the same every time."""
