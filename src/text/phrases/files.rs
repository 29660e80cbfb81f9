//! Words of files that are attached.

use crate::text::language::phrases;

phrases! {
    tab_files = "资料", "Documents";
    files_title = "附件", "Attachments";
    files_add = "添加文件", "Add files";
    files_none = "还没有附件。可以添加图片、PDF 和其他文件，也可以把文件拖到这里或粘贴图片。", "No files yet. Add pictures, PDFs or others, drop them here, or paste a picture.";
    files_hint(one, all) = "每个文件最大 {one} MB，整本客户簿的附件合计最多 {all} MB。也可以拖放文件，或粘贴截图。", "Up to {one} MB a file and {all} MB in the whole book. Files can also be dropped here, pictures pasted.";
    files_total(count, size) = "{count} 个文件，共 {size}", "{count} files, {size} in all";
    files_name = "文件名", "Name";
    files_size = "大小", "Size";
    files_added = "添加时间", "Added";
    files_by = "添加人", "Added by";
    files_of = "归属", "Belongs to";
    files_paper = "归入资质文件", "File under paper";
    files_paper_none = "不归入", "No paper";
    files_of_customer = "客户", "The customer";
    files_of_contact(day) = "{day} 沟通记录", "Contact of {day}";
    file_open(name) = "查看 {name}", "Show {name}";
    file_save = "保存到电脑", "Save to disk";
    file_save_of(name) = "保存 {name} 到电脑", "Save {name} to disk";
    file_remove_of(name) = "移除 {name}", "Remove {name}";
    file_close = "关闭预览", "Close the preview";
    file_reading(name) = "正在读取 {name}…", "Reading {name}…";
    file_empty(name) = "“{name}”是空文件，没有添加。", "“{name}” is empty and was not added.";
    file_too_large(name, bytes, most) = "“{name}”有 {bytes} MB，超过单个文件上限 {most} MB，没有添加。请压缩或拆分后再试。", "“{name}” has {bytes} MB, more than the {most} MB a file may have, and was not added. Make it smaller and try again.";
    file_unreadable(name) = "“{name}”读不出来，没有添加。请确认它还在原处、不是文件夹，再选一次。", "“{name}” cannot be read and was not added. See that it is still there and no folder, and choose it again.";
    file_lost(name) = "“{name}”的内容在这台设备上已丢失或损坏。请从备份中恢复，或移除后重新添加。", "The content of “{name}” is lost or damaged on this device. Restore it from a backup, or remove it and add it again.";
    files_lost(count) = "有 {count} 个附件的内容在这台设备上丢失了。请从备份中恢复；客户簿里的其他内容不受影响。", "The content of {count} attachments is lost on this device. Restore it from a backup; everything else in the book is as it was.";
    files_lost_mark = "内容丢失", "Content lost";
    problem_no_room_for_files(most) = "整本客户簿的附件最多 {most} MB，这些文件放不下。请移除不用的附件，或先压缩文件。", "All attachments of the book may come to {most} MB, and these do not fit. Remove some that are not needed, or make the files smaller.";
    did_add_files(customer, count) = "给 {customer} 添加 {count} 个附件", "Attached {count} files to {customer}";
    did_remove_file(name) = "移除附件 {name}", "Removed the attachment {name}";
    book_file_bad_content(number, reason) = "第 {number} 个附件的内容不对（{reason}）。请使用另一份备份。现有数据未改动。", "The content of attachment {number} is not right ({reason}). Use another backup. Nothing was changed.";
    room_contents = "附件内容", "Content of attachments";
    share_without_files = "附件不会放进这样的文件：图片和文档里的信息无法遮盖。", "Attachments are left out of such a file: what pictures and documents show cannot be masked.";
    failure_no_content = "有附件的内容没有写入，请重新选择文件再保存。", "The content of an attachment was not stored: choose the file again, then save.";
}
