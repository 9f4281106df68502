"""Papers and workbooks of reports, made from stored facts only."""
