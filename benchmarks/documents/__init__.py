"""Specimen documents of the invented state Utopia (UTO), drawn at their true size for invented people."""
