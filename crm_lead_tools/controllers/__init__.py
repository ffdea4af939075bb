from . import lead_workbooks
