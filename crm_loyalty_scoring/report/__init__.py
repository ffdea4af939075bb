from . import crm_loyalty_liability
