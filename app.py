"""The app: `streamlit run app.py`. Alone it serves the fictional demo week only."""

import streamlit as st

from placement.app.server import MIDDLEWARE, ROUTES

app = st.App("placement/app/router/main.py", routes=ROUTES, middleware=MIDDLEWARE)
