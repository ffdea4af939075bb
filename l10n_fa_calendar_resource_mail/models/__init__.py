from . import mail_activity_plan_template
from . import mail_activity_type
from . import resource_calendar
