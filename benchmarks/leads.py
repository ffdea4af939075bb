"""Similar leads, merging and the deduplication run among 1,000,000 leads.

`BENCH_LEADS=100000 ./bench leads` measures a smaller number of them. 15 % are planted
duplicates of others, whose kind is known: benchmarks/_lead_population.py.

duplicates       what conversion and assignment ask of a lead; other: Odoo's own, with
                 phones in Odoo's sanitized form
count            the number on the button of a lead; other: Odoo's own
list             that of 400 leads in a list; other: Odoo's own
merge            a pair with 10 messages, 2 files, 2 activities; other: Odoo's own,
                 which loses some of it and cannot be undone
install          seconds to build the identity keys of all leads
run              seconds of a full run
missed_*         share of planted duplicates of a kind that the run did not find
wrong            share of pairs in the groups found that were not planted
"""

import os
import time

import _lead_population as population

MODULES = ["crm_lead_tools"]
ROUNDS = 3
LEADS = int(os.environ.get("BENCH_LEADS", "1000000"))
LIMITS = {
    "duplicates": 0.01,
    "count": 0.02,
    "list": 0.005,
    "merge": 0.1,
    "extra_install": 60.0,
    "extra_run": 300.0,
    "extra_missed_phone": 0.01,
    "extra_missed_email": 0.01,
    "extra_missed_spelling": 0.05,
    "extra_missed_typo": 0.10,
    "extra_wrong": 0.2,
}
ASKED, LISTED = 20, 400
# What is measured once, while the data are prepared.
FOUND = {}


def prepare(env, ours):
    env.company.country_id = env.ref("base.ir")
    people = population.load(env, LEADS)
    if ours:
        started = time.perf_counter()
        env["crm.identity.key"]._rebuild()
        FOUND["install"] = time.perf_counter() - started
        env.cr.execute("ANALYZE")
        full_run(env, people)


def full_run(env, people):
    started = time.perf_counter()
    run = env["crm.dedupe.run"].create({})
    while run.state == "running":
        run._process_step()
        env.flush_all()
    FOUND["run"] = time.perf_counter() - started
    assert run.state == "done", run.message
    env.cr.execute("SELECT group_id, res_id FROM crm_dedupe_group_line")
    group_of, sizes = {}, {}
    for group_id, lead_id in env.cr.fetchall():
        group_of[lead_id] = group_id
        sizes[group_id] = sizes.get(group_id, 0) + 1
    missed, planted = {}, {}
    for kind, first, second in people.truth:
        planted[kind] = planted.get(kind, 0) + 1
        if first not in group_of or group_of[first] != group_of.get(second):
            missed[kind] = missed.get(kind, 0) + 1
    for kind, count in planted.items():
        FOUND[f"missed_{kind}"] = missed.get(kind, 0) / count
    FOUND["wrong"] = wrong_share(people, group_of, sizes)


def wrong_share(people, group_of, sizes):
    """Of the pairs that hold the groups together, how many were not planted: a group of
    n records takes n - 1 of them."""
    needed = sum(size - 1 for size in sizes.values())
    found = sum(
        first in group_of and group_of[first] == group_of.get(second)
        for _kind, first, second in people.truth
    )
    return max(0.0, 1 - found / needed)


def asked(env, count):
    """Leads from everywhere, one after the other planted or not."""
    env.cr.execute("SELECT min(id), max(id) FROM crm_lead WHERE phone IS NOT NULL")
    low, high = env.cr.fetchone()
    step = (high - low) // count
    return env["crm.lead"].browse(range(low, low + step * count, step)).exists()


def pair(env):
    """Two leads with what leads have."""
    leads = asked(env, 2)
    for lead in leads:
        for number in range(10):
            lead.message_post(body=f"message {number}")
        for number in range(2):
            env["ir.attachment"].create(
                {"name": f"{number}", "res_model": "crm.lead", "res_id": lead.id}
            )
            lead.activity_schedule("mail.mail_activity_data_todo", user_id=env.uid)
    return leads


def setup(env, ours):
    leads, listed = asked(env, ASKED), asked(env, LISTED)
    pairs = pair(env)
    leads.fetch(["email_from", "phone"])

    def merge():
        if ours:
            pairs.merge_similar(pairs[0].id)
        else:
            pairs.merge_opportunity()

    works = {
        "duplicates": lambda: [
            lead._get_lead_duplicates(email=lead.email_from) for lead in leads
        ],
        "count": lambda: [
            env["crm.lead"].browse(lead.id).duplicate_lead_count for lead in leads
        ],
        "list": lambda: listed.mapped("duplicate_lead_count"),
        "merge": merge,
    }
    once = {name: (FOUND[name] if ours else 0.0) for name in FOUND}
    return works | {name: lambda value=value: value for name, value in once.items()}
