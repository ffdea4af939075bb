from . import test_account_move
from . import test_account_resequence
from . import test_documents
from . import test_fiscal_year
from . import test_pdf
from . import test_settings
