"""Which places answer a question and which lie in a frame: over columns in memory, without Django.

Every process keeps the columns of the centres it was asked about and brings them up to date by stamps (see
maps.models.traces); a question over 100,000 places then costs about a millisecond on either engine.
"""
