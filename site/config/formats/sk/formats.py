"""Dates in figures: Django's Slovak months stand in the nominative, which no Slovak date takes."""

DATE_FORMAT = "j. n. Y"
DATETIME_FORMAT = "j. n. Y G:i"
MONTH_DAY_FORMAT = "j. n."
SHORT_DATE_FORMAT = "j. n. Y"
