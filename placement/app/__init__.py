"""The screens: the only importer of streamlit. A page reads a view from `service` and draws it."""
