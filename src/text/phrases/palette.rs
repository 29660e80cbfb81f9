//! Words of the palette and of the list of keys.

use crate::text::language::phrases;

phrases! {
    palette_title = "搜索与命令", "Search and commands";
    palette_open = "搜索与命令（Ctrl+K）", "Search and commands (Ctrl+K)";
    palette_field = "客户、联系人、电话、页面、命令、说过的话；可用拼音和首字母", "Customers, contacts, phones, pages, commands, what was said; pinyin and initials work";
    palette_list = "找到的", "What was found";
    palette_recent = "最近", "Recent";
    palette_contacts = "联系人", "Contacts";
    palette_commands = "命令", "Commands";
    palette_pages = "页面", "Pages";
    palette_said = "说过的话", "What was said";
    palette_nothing = "没有找到。换个词，或只输入姓氏、首字母、电话后几位。", "Nothing found. Try another word, initials, or the last digits of a phone.";
    palette_searching(percent) = "正在沟通记录里查找… {percent}%", "Looking through what was said… {percent}%";
    palette_found(count) = "找到 {count} 项", "{count} found";
    palette_hint = "↑↓ 选择 · Enter 打开 · Esc 关闭", "↑↓ move · Enter open · Esc close";

    keys_title = "全部按键", "All keys";
    keys_everywhere = "任何页面", "Everywhere";
    keys_here_lists = "列表", "Lists";
    keys_here_customers = "客户列表", "The customer list";
    keys_here_today = "今日", "Today";
    keys_here_customer = "客户页面", "A customer's page";
    keys_here_forms = "表单", "Forms";
    key_palette = "搜索任何东西，执行任何命令", "Find anything, do anything";
    key_keys = "显示全部按键", "Show all keys";
    key_search = "搜索客户", "Search customers";
    key_new = "新建客户", "New customer";
    key_undo = "撤销", "Undo";
    key_redo = "重做", "Redo";
    key_move = "上下移动", "Move up and down";
    key_ends = "到开头、到末尾", "To the first, to the last";
    key_open = "打开", "Open";
    key_record = "记录沟通", "Record a contact";
    key_edit = "编辑客户", "Edit the customer";
    key_tick = "勾选", "Select";
    key_tick_more = "连续勾选", "Select several in a row";
    key_tick_all = "全选", "Select all";
    key_cell = "就地修改这一行的单元格；Tab 到下一格", "Edit a cell of the row in place; Tab goes on";
    key_bulk = "批量修改勾选的客户", "Edit the selected customers";
    key_copy = "复制为表格，可粘贴到 Excel", "Copy as a table for Excel";
    key_filter = "筛选", "Filter";
    key_columns = "列、排序与分组", "Columns, order and groups";
    key_views = "视图", "Views";
    key_untick = "取消选择", "Select none";
    key_neighbours = "下一位、上一位客户", "Next and previous customer";
    key_back = "返回列表", "Back to the list";
    key_save = "保存", "Save";
    key_close = "关闭，有未保存内容时先问", "Close; asks if something would be lost";
    key_open_customer = "打开客户", "Open the customer";
    key_skip = "跳过这一次", "Skip this one";
    key_pause = "暂停", "Pause";
    skip_to_page = "跳到正文", "Skip to the page";
    key_in_row = "到这一行的按钮与链接", "To the buttons and links of the row";
    key_fill = "补上", "Fill in";
}
