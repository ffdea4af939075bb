import {
    click,
    contains,
    defineMailModels,
    mockGetMedia,
    openDiscuss,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import { getService, patchWithCleanup, serverState } from "@web/../tests/web_test_helpers";
import { renderToMarkup } from "@web/core/utils/render";
import { session } from "@web/session";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";

describe.current.tags("desktop");
defineMailModels();

async function startClient(useClient) {
    mockGetMedia();
    mockDate("2026-11-24 12:34:56", +3.5);
    useClient();
    return startServer();
}

/** Writes a message at each of some times of the server, and opens their channel. */
async function openChannel(pyEnv, ...dates) {
    const channelId = pyEnv["discuss.channel"].create({ name: "General" });
    const [author_id] = pyEnv["res.partner"].create([{ name: "Sahar" }]);
    pyEnv["mail.message"].create(
        dates.map((date) => ({
            author_id,
            body: "hello",
            date,
            message_type: "comment",
            model: "discuss.channel",
            res_id: channelId,
        }))
    );
    await start();
    await openDiscuss(channelId);
}

test("FC-07: days and times of messages are Jalali", async () => {
    const pyEnv = await startClient(usePersianClient);
    await openChannel(pyEnv, "2026-03-20 06:00:00", "2026-11-22 06:00:00", "2026-11-24 06:00:00");
    await contains(".o-mail-DateSection", { text: "۲۹ اسفند ۱۴۰۴" });
    await contains(".o-mail-DateSection", { text: "۱ آذر ۱۴۰۵" });
    await contains(".o-mail-DateSection", { text: "Today" });
    await contains(".o-mail-Message-date", { text: "۲۹ اسفند ۱۴۰۴، ۹:۳۰" });
    await contains(".o-mail-Message-date", { text: "۱ آذر، ۹:۳۰" });
    await contains(".o-mail-Message-date[title='۱۴۰۵/۰۹/۰۱، ۹:۳۰:۰۰']");
});

test("FC-07: files are listed by Jalali month", async () => {
    const pyEnv = await startClient(usePersianClient);
    const channelId = pyEnv["discuss.channel"].create({ name: "General" });
    pyEnv["ir.attachment"].create(
        ["2026-11-21 10:00:00", "2026-11-22 10:00:00"].map((create_date, index) => ({
            res_id: channelId,
            res_model: "discuss.channel",
            name: `file${index}.pdf`,
            create_date,
        }))
    );
    await start();
    await openDiscuss(channelId);
    await contains(".o-discuss-ChannelMemberList");
    await click(".o-mail-DiscussContent-header button[title='Attachments']");
    await contains(".o-mail-AttachmentList", {
        text: "file1.pdf",
        after: [".o-mail-DateSection", { text: "آذر ۱۴۰۵" }],
        before: [".o-mail-DateSection", { text: "آبان ۱۴۰۵" }],
    });
});

test("FC-07: activities", async () => {
    const pyEnv = await startClient(usePersianClient);
    const partnerId = pyEnv["res.partner"].create({ name: "Aftab" });
    pyEnv["mail.activity"].create({
        activity_type_id: pyEnv["mail.activity.type"].search([])[0],
        date_deadline: "2026-11-27",
        res_id: partnerId,
        res_model: "res.partner",
        state: "planned",
        user_id: serverState.userId,
        can_write: true,
    });
    await start();
    await openFormView("res.partner", partnerId);
    await click(".o-mail-Activity-info [title=Info]");
    await contains(".o-mail-Activity-details td", { text: "۱۴۰۵/۰۹/۰۶" });
});

for (const template of ["mail.Message.bodyInReply", "mail.Message.bodyInForward"]) {
    test(`FC-07: when a message was written, in ${template}`, async () => {
        const pyEnv = await startClient(usePersianClient);
        await openChannel(pyEnv, "2026-11-22 06:00:00");
        await contains(".o-mail-Message");
        const store = getService("mail.store");
        const [message] = Object.values(store["mail.message"].records);
        const values = { date: "Sun, Nov 22, 2026", message, name: "Sahar", email: "s@example.com" };
        const text = renderToMarkup(template, values).toString();
        expect(text).toInclude("یکشنبه ۱ آذر ۱۴۰۵، ۹:۳۰");
        expect(text).not.toInclude("Nov");
        patchWithCleanup(session, { calendar_system: "gregorian", digits: "latin" });
        expect(renderToMarkup(template, values).toString()).toInclude("Sun, Nov 22, 2026");
    });
}

test("FC-27: a user in English has what Odoo gives", async () => {
    const pyEnv = await startClient(useEnglishClient);
    await openChannel(pyEnv, "2026-03-20 06:00:00");
    await contains(".o-mail-DateSection", { text: "Mar 20, 2026" });
    await contains(".o-mail-Message-date", { text: "Mar 20, 9:30 AM" });
});
