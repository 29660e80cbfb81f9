//! Words of a person's rights: what is held, handed over, erased.

use crate::text::language::phrases;

phrases! {
    rights_open = "个人信息权利", "Personal data";
    rights_title = "个人信息权利", "Personal data";
    rights_title_of(name) = "{name} 的个人信息", "Personal data of {name}";
    rights_text = "按《个人信息保护法》，本人可以要求查阅、复制和删除。这里列出客户簿、修改记录中与此人有关的全部内容。", "Whoever it is about may ask to see it, to have a copy, and to have it erased. This is everything about the person in the book and its history.";
    rights_words = "还被称作", "Also called";
    rights_words_hint = "用顿号隔开，如 王总、老王；以前的姓名、电话、邮箱已填好，现在的不必写", "Separated by commas; earlier names, phones and e-mails are filled in, those of today are looked for anyway";
    rights_searching = "正在查找…", "Looking…";
    rights_counts(took_part, mentions) = "参与的沟通 {took_part} 次，另有 {mentions} 条记录提到此人。", "{took_part} contacts with this person, and {mentions} other records that ⟨names|name⟩ them.";
    rights_files(files) = "{files} 个附件会一并删除：它们属于此人参与的沟通，或文件名提到此人。需要留存的请先保存到电脑。其他附件的内容无法检查，请自行查看。", "{files} attachments go as well: they belong to contacts with this person, or are named after them. Save what must be kept to disk first. What other attachments show cannot be told: look for yourself.";
    rights_preview = "抹除后会变成这样", "What erasing would leave";
    rights_export = "导出全部信息", "Export everything";
    rights_file = "个人信息", "personal-data";
    rights_plain = "客户簿已加密，但导出的这个文件不加密，以便交给本人：谁拿到都能读。用后请删除。", "The book is locked, but this file is not encrypted, so that the person can read it: so can whoever else has it. Delete it once it is handed over.";
    rights_file_plain = "个人信息-未加密", "personal-data-not-encrypted";
    rights_erase = "抹除…", "Erase…";
    rights_question = "将从客户簿、修改记录和本机快照中抹除此人，之前的修改也不能再撤销。此操作无法撤销；已导出的文件和备份文件夹请自行处理。", "This erases the person from the book, its history and the snapshots on this device; earlier changes can no longer be undone. It cannot be taken back. Files exported before, and the backup folder, are yours to see to.";
    rights_erase_now = "永久抹除", "Erase for good";
    rights_done = "已抹除", "Erased";
    rights_record = "记录", "record";
    rights_fields = "内容", "fields";
    rights_before_after = "修改前后", "before and after";
    rights_when = "时间", "when";
    rights_what = "操作", "what";
    rights_changes = "修改", "changes";
    rights_exported = "导出时间", "exported";
    rights_records = "客户簿中的记录", "records in the book";
    rights_history = "修改记录", "history";
    certificate_title = "个人信息抹除证明", "Certificate of erasure";
    certificate_contact(id) = "联系人记录编号：{id}", "Record of the contact: {id}";
    certificate_when(when, by) = "抹除时间：{when}；操作人：{by}", "Erased: {when}, by {by}";
    certificate_records(took_part, mentions) = "客户簿：联系人记录已删除，{took_part} 次沟通中不再有此人，另有 {mentions} 条记录抹去了称呼", "Book: the contact's record is gone, {took_part} contacts no longer ⟨has|have⟩ the person, and {mentions} other records no longer ⟨names|name⟩ them";
    certificate_files(files) = "附件：删除 {files} 个可能含有此人信息的文件；其他附件的内容无法检查", "Attachments: {files} files that may show the person are gone; what other files show cannot be told";
    certificate_history(changes) = "修改记录：{changes} 次修改抹去了此人，链条重新封存", "History: {changes} changes no longer tell of the person, and the chain is sealed anew";
    certificate_snapshots(altered, removed) = "快照：{altered} 份已重写，{removed} 份无法读取已删除", "Snapshots: {altered} written anew, {removed} unreadable ones removed";
    certificate_seal(seal) = "修改记录校验值：{seal}", "Seal of the history: {seal}";
    certificate_left = "不在此列：之前导出的文件、备份文件夹里的文件、其他设备上的客户簿。", "Not included: files exported before, the backup folder, and books on other devices.";
    certificate_save = "保存证明", "Save the certificate";
}
