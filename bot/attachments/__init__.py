"""Files that go with an answer: the picture of a stay with its text, the calendar."""
