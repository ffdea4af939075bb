from . import base
from . import ir_fields_converter
from . import ir_http
from . import ir_qweb_fields
from . import ir_sequence
from . import jalali_sql
from . import res_lang
from . import res_users
