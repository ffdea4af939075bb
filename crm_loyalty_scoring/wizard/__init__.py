from . import account_move_reversal
from . import base_partner_merge
from . import crm_loyalty_adjust
from . import crm_loyalty_redeem
from . import crm_loyalty_statement
from . import crm_loyalty_trial
