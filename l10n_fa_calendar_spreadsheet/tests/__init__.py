from . import test_hoot
