"""The public API: what any stranger may read, as JSON, the same for everybody.

A room declares its `Resource`s in its `api.py`; settings.API_RESOURCES lists them. From one declaration come the
answers, the OpenAPI document at /api/v1/openapi.json and the page at /<language>/developers/.

Written here, not taken from django-ninja or Django REST framework: all that is asked for is one list and one thing a
resource, read-only. What would be work (a cursor over a compound key, ETags, refusing unknown parameters, problem+json)
neither brings as it is needed, both would ship a console of third-party scripts, and the first a compiled pydantic.
"""
