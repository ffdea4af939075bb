from odoo.addons.mail.tests.common import mail_new_test_user
from odoo.addons.sales_team.tests.common import TestSalesCommon


class TargetGroupsCommon(TestSalesCommon):
    """A small company: salespeople, the managers, a few contacts and leads.

    owner, colleague    salespeople who see their own leads and those of nobody
    all_leads           a salesman who sees all leads
    manager             sales manager, so manager of target groups as well
    database_manager    manager of target groups and nothing else
    system              administrator without any right in sales
    employee            an internal user without any right in sales
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner = cls.user_sales_salesman
        cls.colleague = cls._create_user("colleague", "sales_team.group_sale_salesman")
        cls.all_leads = cls.user_sales_leads
        cls.manager = cls.user_sales_manager
        cls.database_manager = cls._create_user(
            "database_manager", "crm_target_groups.group_target_manager"
        )
        cls.system = cls._create_user("system", "base.group_user,base.group_system")
        cls.employee = cls._create_user("employee", "base.group_user")

        cls.partners = cls.env["res.partner"].create(
            [{"name": f"Guest {index}"} for index in range(5)]
        )
        cls.leads = cls.env["crm.lead"].create(
            [
                {"name": f"Prospect {index}", "type": "lead", "user_id": user.id}
                for index, user in enumerate((cls.owner, cls.colleague))
            ]
        )
        cls.owner_lead, cls.colleague_lead = cls.leads

    @classmethod
    def _create_user(cls, login, groups):
        return mail_new_test_user(
            cls.env, login=f"tg_{login}", name=login, groups=groups
        )

    @classmethod
    def _create_group(cls, name, parent=None, user=None, **vals):
        groups = cls.env["crm.target.group"].with_user(user or cls.owner)
        return groups.create(
            {"name": name, "parent_id": parent.id if parent else False, **vals}
        )

    @classmethod
    def _add(cls, group, records):
        return group._add_identities(records._name, record_ids=records.ids)

    @classmethod
    def _members(cls, group, user=None):
        """The rows of a group that `user` sees, all of them without a user."""
        members = cls.env["crm.target.group.member"]
        members = members.with_user(user) if user else members
        return members.with_context(active_test=False).search(
            [("group_id", "=", group.id)]
        )

    @classmethod
    def _forbid_editing_public_groups(cls):
        settings = cls.env["res.config.settings"].create(
            {"group_target_public_editor": False}
        )
        settings.execute()
