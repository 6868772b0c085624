"""One function per thing the clerk does. Takes an open database; never commits, prints or opens files."""
