"""Mentoring's rules in plain Python: the program types, phases and allowed moves, reasons in words.

Stands on `matching` and knows neither web nor database nor clock. Sentences are plain English;
whoever shows them translates.
"""
