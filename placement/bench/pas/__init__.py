"""Patient admission scheduling: the benchmark of Demeester and others (2010), with the same arrays and engines."""
