from . import test_core_suites
from . import test_hoot
