"""The app as `placement serve` and `placement demo` run it, in the process that opened the desk."""

from pathlib import Path

import streamlit as st

from placement.app.server import MIDDLEWARE, ROUTES

ROUTER = Path(__file__).parent / "router" / "main.py"

app = st.App(ROUTER, routes=ROUTES, middleware=MIDDLEWARE)


def run(port: int) -> None:
    """Serve on this machine alone until somebody stops it.

    Args:
        port: Where to listen, on 127.0.0.1.
    """
    from streamlit.web import bootstrap

    bootstrap.load_config_options({"server_port": port, "server_address": "127.0.0.1"})
    bootstrap.run_asgi_app(str(ROUTER), "placement.app.asgi:app", [], {})
