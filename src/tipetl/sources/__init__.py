"""Where documents come from: files and folders, the catalog of reports, standard input."""
