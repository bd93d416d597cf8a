"""Papers that leave the desk: values that `service` chose, set in HTML that prints well. Nothing is looked up here."""
