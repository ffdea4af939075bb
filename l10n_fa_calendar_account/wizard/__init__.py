from . import account_accrued_orders
from . import account_financial_year_op
from . import account_resequence
