from . import test_browser_core
from . import test_calendar_system
from . import test_core_suites
from . import test_hoot
from . import test_jalali
from . import test_tours
