//! Words of lists, of searching, and of what is done to many at once.

use crate::text::language::phrases;

phrases! {
    batch_record = "批量记录", "Record for all";
    batch_title(count) = "给 {count} 位客户记录同一次沟通", "Record one contact with {count} customers";
    batch_text = "群发、活动邀约等：每位客户一条记录，一步撤销。", "Mailings, invitations: one record for each customer, one undo.";
    batch_preview(count) = "将为 {count} 位客户各记一条。", "A record each for {count} customers.";
    batch_held(count) = "{count} 位请勿联系，不记录。", "{count} are not to be contacted and are left out.";
    batch_full(all, full) = "这 {all} 位中，{full} 位在本周期内已达打扰上限：", "Of these {all}, {full} have reached their cap in this period:";
    batch_skip(count) = "跳过这 {count} 位", "Skip these {count}";
    did_record_many(count) = "为 {count} 位客户记录沟通", "Recorded a contact with {count} customers";
    failed_nobody = "没有可以记录的客户：都已达上限或请勿联系。", "Nobody is left: all are at their cap or not to be contacted.";
    bulk_no_contact(count) = "其中 {count} 位请勿联系。", "{count} of them are not to be contacted.";
    lists_label = "列表", "Lists";
    records_list = "沟通记录", "Records";
    actions_list = "下一步", "Next actions";
    records_count(count) = "共 {count} 条", "{count} in all";
    records_none = "没有相符的记录。换个词，或清空搜索。", "No record matches. Try another word, or clear the search.";
    keys_records = "j/k 选择 · Enter 打开客户 · e 编辑 · r 记录 · x 完成下一步 · Ctrl+C 复制表格", "j/k move · Enter open the customer · e edit · r record · x finish a next action · Ctrl+C copy";
    key_finish = "完成下一步，或重新打开", "Finish a next action, or open it again";
    key_edit_record = "编辑这一条", "Edit this one";
    keys_here_records = "列表", "The list";

    col_amount_12 = "近12个月金额", "Amount, 12 months";
    col_contacts_12 = "近12个月联系", "Contacts, 12 months";
    col_tags = "标签", "Tags";
    col_since = "合作起始", "Since";

    list_filter = "筛选", "Filter";
    list_filter_count(count) = "筛选 {count}", "Filter {count}";
    list_columns = "列", "Columns";
    list_views = "视图", "Views";
    list_whose = "负责人", "Owner";
    list_whose_all = "所有人", "Everyone's";
    list_condition = "条件", "Condition";
    list_add_condition = "添加条件", "Add a condition";
    list_drop_condition = "去掉条件", "Drop the condition";
    list_clear_filter = "清除筛选", "Clear the filter";
    list_unknowns = "也显示资料不全、无法判断的客户", "Also show customers of whom it is not known";
    list_undecided(count) = "另有 {count} 位资料不全，无法判断", "{count} more cannot be judged: facts are missing";
    list_judging(percent) = "正在筛选… {percent}%", "Filtering… {percent}%";
    list_group = "分组", "Group by";
    list_group_none = "不分组", "No groups";
    list_group_unknown = "未知", "Unknown";
    list_group_line(title, count) = "{title} · {count} 位", "{title} · {count}";
    list_sort = "排序", "Sort";
    list_sort_hint = "点列名排序；按住 Shift 再点，按多列排序。", "Press a heading to sort; with Shift, by several columns.";
    list_sort_none = "无", "None";
    list_then = "然后", "Then";
    list_descending = "从大到小", "Largest first";
    list_column_add = "添加列", "Add a column";
    list_column_up(column) = "“{column}”左移", "Move {column} left";
    list_column_remove(column) = "去掉“{column}”", "Remove {column}";
    list_columns_default = "恢复默认列", "Back to the usual columns";
    list_pinned = "固定前几列", "Columns that stay";
    list_total(column, sum) = "{column}合计 {sum}", "{column}: {sum} in all";
    list_total_unknown(column, sum, unknown) = "{column}合计 {sum}（{unknown} 位未知）", "{column}: {sum} in all ({unknown} unknown)";
    list_fold(title) = "折叠“{title}”", "Fold {title}";
    list_unfold(title) = "展开“{title}”", "Unfold {title}";

    view_name = "视图名称", "Name of the view";
    view_save = "保存当前视图", "Save this view";
    view_remove(name) = "删除视图“{name}”", "Delete the view {name}";
    view_none = "还没有保存的视图。把现在的列、排序、分组和筛选存成一个名字，下次一点就到。", "No views yet. Keep the columns, order, groups and filter under a name, one press away.";
    view_usual = "默认视图", "The usual view";
    view_kept = "视图保存在这个浏览器里，不随客户簿导出。", "Views are kept in this browser and do not travel with the book.";

    select_customer(name) = "选择 {name}", "Select {name}";
    select_all = "全选", "Select all";
    select_none = "取消选择", "Select none";
    selected_and_hidden(count, hidden) = "已选 {count} 位，另有 {hidden} 位不在当前列表中", "{count} selected, {hidden} more not in this list";
    selected_count(count) = "已选 {count} 位", "{count} selected";
    copy_table = "复制表格", "Copy as table";
    copied_rows(rows) = "已复制 {rows} 行，可粘贴到 Excel", "{rows} rows copied; paste them into Excel";
    copy_failed = "浏览器不允许复制。请用“导出”。", "The browser does not allow copying. Use Export instead.";
    bulk_edit = "批量修改", "Edit them";

    bulk_title(count) = "批量修改 {count} 位客户", "Edit {count} customers";
    bulk_what = "改什么", "What";
    bulk_owner = "负责人改为", "Set the owner";
    bulk_add_tags = "添加标签", "Add tags";
    bulk_remove_tags = "去掉标签", "Remove tags";
    bulk_stage = "阶段改为", "Set the stage";
    bulk_source = "来源改为", "Set the source";
    bulk_kind = "性质改为", "Set the kind";
    bulk_industry = "行业改为", "Set the industry";
    bulk_state = "填写一项事实", "State a fact";
    bulk_preview(altered, same) = "将修改 {altered} 位；{same} 位本来就是这样。", "{altered} will change; {same} are so already.";
    bulk_nothing = "没有要修改的：都已经是这样。", "Nothing would change: they are all so already.";
    bulk_more(count) = "还有 {count} 位", "and {count} more";
    bulk_before = "现在", "Now";
    bulk_after = "改后", "After";
    did_merge(other, name) = "把 {other} 合并到 {name}", "merged {other} into {name}";
    did_edit_many(count) = "批量修改 {count} 位客户", "edited {count} customers";
    keys_customers = "j/k 选择 · Enter 打开 · x 勾选 · b 批量修改 · r 记录 · / 搜索", "j/k move · Enter open · x select · b edit them · r record · / search";
}
