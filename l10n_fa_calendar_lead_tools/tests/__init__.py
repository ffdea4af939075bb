from . import test_workbooks
