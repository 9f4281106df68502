"""One encrypted file with the database and the uploaded files, made and restored on both databases.

sealing.py closes a stream, tables.py writes and reads rows, archive.py puts them into one file,
target.py makes an emptied database to restore into.
"""
