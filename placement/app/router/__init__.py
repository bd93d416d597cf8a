"""The script that the server runs for each screen; it stands apart from the pages.

Beside a folder `pages` the library would offer every file in it as a page of its own, without what the router asks
first. `tests/app/test_router.py` holds that.
"""
