"""Files about places: read from and written to CSV, GeoJSON and HSDS 3. Knows nothing of Django or of a database.

Between a file and the house stand rows (`maps.exchange.rows.Row`): a place or one of its services as texts by column.
A codec turns bytes into rows and rows into bytes (`table`, `geojson`, `hsds_json`, `hsds_package`); `checking.check`
turns rows into records and problems. A file that cannot be read as a whole raises FileError; what is wrong in single
rows is a Problem, and only those rows are left out. Texts are NFC without control characters; coordinates are WGS 84
degrees; hours are in OpenStreetMap's syntax.
"""
