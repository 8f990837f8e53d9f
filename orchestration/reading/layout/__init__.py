"""Printed pages → blocks: from characters and ruling lines with their places, whoever found them (PDF or OCR).

Belongs here: lines, paragraphs, tables with and without rules, running heads, what goes on over a page break.
Does not belong here: PDF, images, OCR engines.
"""
