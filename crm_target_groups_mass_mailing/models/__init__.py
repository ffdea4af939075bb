from . import crm_target_group
from . import crm_target_group_batch
from . import mailing_contact
