"""The stay calculator as screens: where somebody stands, their trips, papers, deadlines, plans."""
