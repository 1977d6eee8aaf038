"""All rows of a workbook, by python-calamine alone."""

import sys

from python_calamine import CalamineWorkbook

workbook = CalamineWorkbook.from_path(sys.argv[1])
for name in workbook.sheet_names:
    for _row in workbook.get_sheet_by_name(name).iter_rows():
        pass
