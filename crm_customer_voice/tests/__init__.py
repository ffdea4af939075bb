from . import test_complaint
from . import test_special_notes
from . import test_tour
