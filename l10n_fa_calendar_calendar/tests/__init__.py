from . import test_jalali_rule
from . import test_recurrence
from . import test_tours
