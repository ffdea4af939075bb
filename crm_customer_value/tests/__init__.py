from . import test_customer_value
from . import test_segments
from . import test_tour
