"""What people see: the report, a folder of plain pages that open without a server or a script."""
