from . import test_company
from . import test_outbound
from . import test_roles
from . import test_words
