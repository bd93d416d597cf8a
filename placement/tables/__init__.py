"""Weeks as tables: workbooks and folders of CSV files, read and written; templates."""
