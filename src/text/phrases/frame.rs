//! Words of the frame, of saving and undoing, and of changes.

use crate::text::language::phrases;

phrases! {
    tagline = "谁重要，何时联系，说过什么。", "Who matters, when to talk to them next, and what was said.";
    page_title = "常顾 Wellkept", "Wellkept 常顾";
    nav_label = "主导航", "Main navigation";
    nav_today = "今日", "Today";
    nav_customers = "客户", "Customers";
    nav_tiers = "分级", "Tiers";
    nav_data = "数据", "Data";
    nav_settings = "设置", "Settings";
    loading = "正在打开客户簿…", "Opening the book…";
    loading_percent(percent) = "正在打开客户簿… {percent}%", "Opening the book… {percent}%";
    working_out = "正在计算等级与应跟进项…", "Working out tiers and obligations…";
    saved = "已保存在本机", "Saved on this device";
    saving = "正在保存…", "Saving…";
    not_saved = "未保存", "Not saved";
    undo = "撤销", "Undo";
    redo = "重做", "Redo";
    undo_what(what) = "撤销：{what}", "Undo: {what}";
    redo_what(what) = "重做：{what}", "Redo: {what}";
    no_one = "未选择身份", "Nobody chosen";
    theme = "外观", "Theme";
    theme_system = "跟随系统", "System";
    theme_light = "浅色", "Light";
    theme_dark = "深色", "Dark";
    language = "语言", "Language";
    sample_notice = "这是示例客户簿，客户均为虚构。", "This is the sample book: every customer is invented.";
    remove_sample = "移除示例", "Remove the sample";
    page_not_found = "没有这个页面", "There is no such page";
    page_not_found_text = "地址可能不完整，或内容已被移除。", "The address may be cut short, or what it showed was removed.";
    go_today = "回到今日", "Go to Today";
    back = "返回", "Back";
    edit = "编辑", "Edit";
    remove = "移除", "Remove";
    add = "添加", "Add";
    done = "完成", "Done";
    none = "—", "—";
    reload = "重新载入", "Reload";
    try_again = "重试", "Try again";
    part_missing_title = "这一部分没有取到", "This part could not be fetched";
    part_missing = "网络可能断开了，或者常顾刚刚更新过。已保存的内容都在。请重试，或重新载入页面。", "The network may be down, or Wellkept has just been updated. Everything that was saved is safe. Try again, or reload the page.";

    failed_unavailable = "浏览器不允许在本机保存数据（可能是无痕窗口或被禁用）。请换普通窗口打开，或在浏览器设置中允许本站存储。", "The browser does not let this page keep data (a private window, or storage is blocked). Open it in a normal window, or allow storage for this site.";
    failed_read_only = "另一个标签页正在使用这本客户簿，这一步只能在那里做；或者先关闭那个标签页。", "Another tab is using this book, and only that one can do this. Do it there, or close that tab first.";
    failed_unanswered = "负责保存的那个标签页没有回应，这次修改没有保存。请关闭它，或切换到它看看，再试一次。", "The tab that saves this book did not answer and this change was not saved. Close it or look at it, then try again.";
    failed_quota = "本机存储空间已满，这次修改没有保存。请先导出客户簿，再清理磁盘或浏览器数据后重试。", "Storage on this device is full and this change was not saved. Export the book, free some space, then try again.";
    failed_closed = "与本机数据库的连接断开了，这次修改没有保存。内容还在这一页里：请按页面上方的提示存回本机，再试一次。", "The connection to the database was closed and this change was not saved. Everything is still in this page: store it again as the notice above says, then repeat this.";
    cut_off = "浏览器断开了客户簿的存储（多半是清除了网站数据）。全部内容还在这一页里：请存回本机，或导出一份，在此之前不要关闭这一页。", "The browser cut this book off from its storage: most likely the data of this site was cleared. Everything is still in this page. Store it again or export it, and do not close this page before.";
    cut_off_store = "存回本机", "Store it again";
    failed_newer = "这本客户簿由更新版本的常顾写入，本版本不会改动它。请重新载入以使用新版本。", "This book was written by a newer Wellkept; this version will not touch it. Reload to get the new version.";
    failed_damaged(reason) = "本机数据不完整：{reason}。没有改动任何内容。请从快照或最近导出的文件恢复。", "The data on this device is incomplete: {reason}. Nothing was altered. Restore it from a snapshot or your latest export.";
    failed_lost = "这个浏览器里曾有一本客户簿，现在读不到了（可能清除过浏览器数据，或存储已损坏）。请从快照或最近导出的文件恢复。", "There was a book in this browser and it is gone: browser data was cleared, or its storage is damaged. Restore it from a snapshot or your latest export.";
    changes_missing(count) = "最后保存的 {count} 次修改不在本机存储里了，多半是浏览器的数据文件受损。请核对最近录入的内容，或从快照、备份中找回。", "The end of this book is missing (changes lost: {count}): the browser's files were damaged, most likely. Check what was entered last, or get it back from a snapshot or a backup.";
    failed_other(reason) = "保存失败：{reason}。表单内容还在，可以重试。", "Saving failed: {reason}. The form is as you left it; try again.";
    failed_conflict = "这条记录刚被改动过，请重新打开后再改。", "This record was changed a moment ago. Open it again and repeat the edit.";
    own_overridden(name, field, earlier, later) = "{name} 的“{field}”在另一个标签页改成了“{later}”，你填的“{earlier}”没有留下。", "“{field}” of {name} was changed to “{later}” in another tab; your “{earlier}” did not stay.";
    restore_own = "用我填的", "Use mine";
    has_overridden(name, field, earlier, later) = "{name} 的“{field}”刚在另一个标签页改成“{earlier}”，现以你填的“{later}”为准。", "“{field}” of {name} had just been changed to “{earlier}” in another tab; your “{later}” stands now.";
    failed_gone = "这条记录已不存在。", "This record is no longer there.";
    failed_in_use = "该联系人出现在沟通记录中，不能移除；可以标记为“已离职”。", "This contact took part in interactions and cannot be removed; mark them as having left instead.";

    failed_still_named = "后来的记录还提到这次修改添加的内容，不能撤销；请先改掉那些记录。", "Later records name what this change added, so it cannot be taken back. Alter those records first.";

    damaged_title = "客户簿打不开", "The book cannot be opened";
    damaged_restore = "从导出文件恢复", "Restore from an exported file";
    damaged_snapshots = "从快照恢复", "Restore from a snapshot";

    did_restore_own(name) = "恢复自己填写的 {name}", "restored own entry for {name}";
    did_arrange(what, name) = "安排“{what}”：{name}", "Arranged “{what}” for {name}";
    did_end_arrangement(what, name) = "结束“{what}”：{name}", "Ended “{what}” for {name}";
    did_hand_over(from, to) = "把{from}的客户交接给{to}", "Handed {from}'s customers over to {to}";
    did_plan(count) = "改期 {count} 项联系", "Planned {count} contacts";
    did_added_customer(name) = "添加客户 {name}", "added {name}";
    did_edited_customer(name) = "编辑客户 {name}", "edited {name}";
    did_removed_customer(name) = "移除客户 {name}", "removed {name}";
    did_added_contact(name) = "添加联系人 {name}", "added contact {name}";
    did_edited_contact(name) = "编辑联系人 {name}", "edited contact {name}";
    did_added_order(name) = "添加 {name} 的订单", "added an order of {name}";
    did_edited_order(name) = "编辑 {name} 的订单", "edited an order of {name}";
    did_recorded(name) = "记录与 {name} 的沟通", "recorded a contact with {name}";
    did_edited_record(name) = "编辑与 {name} 的沟通记录", "edited a record of {name}";
    did_removed_record(name) = "移除 {name} 的一条记录", "removed a record of {name}";
    did_finished(text) = "完成“{text}”", "finished “{text}”";
    did_reopened(text) = "重新打开“{text}”", "reopened “{text}”";
    did_added_person(name) = "添加成员 {name}", "added team member {name}";
    did_edited_person(name) = "编辑成员 {name}", "edited team member {name}";
    did_imported(rows) = "导入 {rows} 行", "imported {rows} rows";
    did_erase_person(records, changes) = "抹除一位联系人：涉及 {records} 条记录、{changes} 次修改", "erased a contact: {records} records, {changes} changes";
    did_merge_book(name, records) = "合并客户簿“{name}”（{records} 条）", "merged the book “{name}” ({records} records)";
    did_tell_apart(customer, other) = "确认“{customer}”与“{other}”不是同一家", "told {customer} and {other} apart";
    did_add_sample = "打开示例客户簿", "opened the sample book";
    did_remove_sample = "移除示例客户簿", "removed the sample book";
    did_undo(what) = "撤销“{what}”", "undid “{what}”";
}
