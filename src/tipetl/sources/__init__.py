"""Find and open sources: files and folders, the catalog of reports, standard input, and web addresses."""
