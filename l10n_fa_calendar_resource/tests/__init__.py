from . import test_holidays
from . import test_working_week
