from . import test_base_import
from . import test_date_column
