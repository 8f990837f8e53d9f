"""The Explorer: a web application over the published warehouse (`jixiao explore`).

Belongs here: pages, charts, the SQL page, and what a reader enters (notes and proposed corrections, appended to two CSV
files). It reads the published file, those two files and the kept raw files, and nothing else: no figure is computed
here that SQL over the published file could not show. Does not belong here: applying corrections (dbt does).
"""
