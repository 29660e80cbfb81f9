//! Words of importing and exporting: one phrase for each variant that `exchange` has, named after it.

use crate::text::language::phrases;

phrases! {
    // What becomes of a row: Fate.
    fate_new = "新增", "New";
    fate_update = "更新", "Update";
    fate_same = "无变化", "No change";
    fate_error = "有误", "Error";
    fate_skipped = "跳过", "Skipped";

    // Which table a file is: Layout.
    layout_customers = "客户表", "Customers";
    layout_orders = "订单表", "Orders";
    layout_interactions = "沟通记录表", "Interactions";
    layout_contacts = "联系人表", "Contacts";
    layout_next_actions = "待办事项表", "Next actions";
    layout_needs = "需求清单", "Needs";
    layout_files = "附件", "Files";
    layout_feedback = "投诉与反馈表", "Complaints and feedback";

    // Headings of exported lists that no handbook has. The import must take none of them for a field.
    export_scheme = "主导方案", "Governing scheme";
    export_next_due = "下次应联系", "Next due";
    export_next_what = "应联系方式", "Next contact";
    export_orders_total = "订单合计", "Orders total";
    export_depth = "沟通深度", "Depth";
    export_initiator = "发起方", "Started by";
    export_occasion = "事由", "Occasion";
    contact_still_there = "在职", "Still there";
    contact_has_left = "已离职", "Left";

    // Why a JSON book is refused: BookFileProblem.
    book_file_empty = "这个文件是空的。请选择另一个文件。", "This file is empty. Choose another file.";
    book_file_not_a_book = "这不是常顾的客户簿文件。请选择由常顾导出的 JSON 文件。",
        "This is not a Wellkept book. Choose a JSON file that Wellkept exported.";
    book_file_newer(version) = "这个客户簿由更新版本的常顾写成（格式 {version}）。请先更新常顾，再打开它。现有数据未改动。",
        "A newer Wellkept wrote this book (format {version}). Update Wellkept, then open it. Nothing was changed.";
    book_file_truncated(bytes) = "文件不完整：读到第 {bytes} 字节就结束了。请重新下载或复制，或使用另一份备份。现有数据未改动。",
        "The file is incomplete: it ends after {bytes} bytes. Copy or download it again, or use another backup. Nothing was changed.";
    book_file_tampered = "文件写成之后被改动过，校验和不符。请使用另一份备份。现有数据未改动。",
        "The file was altered after it was written: its checksum is wrong. Use another backup. Nothing was changed.";
    book_file_tampered_at(line) = "文件写成之后被改动过：第 {line} 行有误。请使用另一份备份。现有数据未改动。",
        "The file was altered after it was written: line {line} is wrong. Use another backup. Nothing was changed.";
    book_file_reformatted = "文件被编辑器或其他程序重新排版过，无法核对。请使用常顾导出的原文件。现有数据未改动。",
        "An editor or another program laid this file out anew, so it cannot be checked. Use the file as Wellkept exported it. Nothing was changed.";
    book_file_bad_layout(line) = "第 {line} 行不是客户簿该有的内容。请使用常顾导出的原文件。现有数据未改动。",
        "Line {line} is not what a book has there. Use the file as Wellkept exported it. Nothing was changed.";
    book_file_bad_info(reason) = "客户簿的基本信息读不出来（{reason}）。请使用另一份备份。现有数据未改动。",
        "The book's own details cannot be read ({reason}). Use another backup. Nothing was changed.";
    book_file_bad_count(kind, stated, found) = "{kind}应有 {stated} 条，实有 {found} 条。请使用另一份备份。现有数据未改动。",
        "{kind}: the file announces {stated} records and holds {found}. Use another backup. Nothing was changed.";
    book_file_bad_record(kind, number, reason) = "{kind}第 {number} 条读不出来（{reason}）。请使用另一份备份。现有数据未改动。",
        "{kind}, record {number}, cannot be read ({reason}). Use another backup. Nothing was changed.";
    book_file_bad_change(number, reason) = "第 {number} 条修改记录读不出来（{reason}）。请使用另一份备份。现有数据未改动。",
        "Change {number} of its history cannot be read ({reason}). Use another backup. Nothing was changed.";
    book_file_integrity(reason) = "记录之间对不上（{reason}）。请使用另一份备份。现有数据未改动。",
        "The records do not fit together ({reason}). Use another backup. Nothing was changed.";

    // Why a table is refused: TableProblem.
    table_file_empty = "这个文件是空的。请选择另一个文件。", "This file is empty. Choose another file.";
    table_file_header_only(headings) = "只有表头（{headings}），下面没有数据行。请补上数据后再导入。",
        "There are headings ({headings}) and no row below them. Add rows and import again.";
    table_file_unknown_headings(headings) = "认不出这张表的表头：{headings}。请使用手册的表头，例如“客户名称、所属行业、联系人”。",
        "These headings are not known: {headings}. Use the handbook's headings, such as Customer name, Industry, Contact.";
    table_file_unknown_encoding = "认不出文件的编码。请另存为 UTF-8 编码的 CSV 再导入。",
        "The encoding of this file is not known. Save it as CSV in UTF-8 and import again.";
    table_file_not_in_encoding(encoding) = "这个文件不是 {encoding} 编码。请换一种编码再试。",
        "This file is not in {encoding}. Try another encoding.";
    table_file_too_large(megabytes, limit) = "文件有 {megabytes} MB，最多能读 {limit} MB。请分成几个文件导入。",
        "The file has {megabytes} MB; at most {limit} MB ⟨is|are⟩ read. Split it into several files.";
    table_file_too_many_rows(limit) = "文件超过 {limit} 行。请分成几个文件导入。",
        "The file has more than {limit} rows. Split it into several files.";
    table_file_too_many_columns(limit) = "列数超过 {limit}，这不像一张表。请删去空白列或拆开后再导入。",
        "There are more than {limit} columns, which is hardly a table. Remove empty columns or split it, then import.";
    table_file_damaged_workbook(reason) = "工作簿已损坏或格式不对，读不出来（{reason}）。请在 Excel 或 WPS 中打开并另存一份，再导入。",
        "The workbook is damaged or of an unknown form ({reason}). Open it in Excel or LibreOffice, save a copy, and import that.";
    table_file_locked = "工作簿有密码。请先在 Excel 中去掉密码，再导入。", "The workbook has a password. Remove it in Excel, then import.";
    table_file_unpacks_too_large(limit) = "文件解压后大得不正常（上限 {limit} MB，或压缩前后相差太多倍），没有继续读取。请确认来源，或只保留需要的表再导入。",
        "The file unpacks to an abnormal size (more than {limit} MB, or far too many times its own) and was not read on. Check where it comes from, or keep only the sheets you need.";
    table_file_binary_file = "压缩包里的压缩包、RAR、7z 和 PDF 不能读。请解压，选择其中的 CSV 或 Excel 工作簿。",
        "Archives within archives, RAR, 7z and PDF are not read. Unpack it and choose the CSV or Excel workbook inside.";
    table_file_is_book = "这是一个常顾客户簿，不是表。它可以单独打开，或与现有的客户簿合并。",
        "This is a Wellkept book, not a table. Open it by itself, or merge it with the book that is here.";
    table_file_no_files = "这个文件夹里没有可以读取的文件。", "This folder has no files that can be read.";
    table_file_too_many_files(limit) = "文件超过 {limit} 个。请分几次导入。",
        "There are more than {limit} files. Import them in several steps.";
    table_file_not_text = "这不是文本文件。请选择 CSV 文件，或换一种编码再试。",
        "This is not a text file. Choose a CSV file, or try another encoding.";

    // What is wrong with a row: Reason.
    row_at(heading, cell, reason) = "{heading}“{cell}”：{reason}", "{heading} “{cell}”: {reason}";
    row_at_cell(cell, reason) = "“{cell}”：{reason}", "“{cell}”: {reason}";
    row_in(heading, reason) = "{heading}{reason}", "{heading}: {reason}";
    row_missing = "不能为空，请填写。", "must not be empty; fill it in.";
    row_too_long(limit) = "太长，最多 {limit} 个字符。", "too long; at most {limit} characters.";
    row_control_character = "含有看不见的控制字符，请重新输入。", "holds an invisible control character; type it again.";
    row_open_quote = "引号没有配对，后面的行都被当成这一格。请删去或补上引号。",
        "a quotation mark is not closed, so the lines below became one cell. Close or remove it.";
    row_too_many_cells(headings, cells) = "有 {cells} 格，表头只有 {headings} 列。文字里的逗号请用引号括起来。",
        "{cells} cells for {headings} headings. Put texts that hold a comma in quotes.";
    row_not_a_date = "不是日期。请写成 2024-03-05。", "not a date. Write 2024-03-05.";
    row_no_such_day = "日历上没有这一天，请更正。", "the calendar has no such day; correct it.";
    row_no_year = "缺少年份。请写成 2024-03-05。", "the year is missing. Write 2024-03-05.";
    row_not_a_whole_day = "需要具体到日，请写成 2024-03-05。", "the day is missing. Write 2024-03-05.";
    row_no_such_time = "时间读不出来。请写成 2024-03-05 14:30。", "the time cannot be read. Write 2024-03-05 14:30.";
    row_in_future(today) = "这一天还没到（今天是 {today}），请更正。", "this day has not come yet (today is {today}); correct it.";
    row_not_an_amount = "不是金额。请写成 12000 或 1.2万。", "not an amount. Write 12000 or 1.2万.";
    row_amount_range = "是一个范围，请写一个金额。", "a range; write one amount.";
    row_amount_too_fine = "小数超过两位（分），请更正。", "finer than a fen; use at most two decimals.";
    row_amount_too_large = "金额过大，请更正。", "larger than a book can hold; correct it.";
    row_negative = "金额不能为负，请更正。", "must not be below zero; correct it.";
    row_not_a_rating = "评分应为 1 到 5 的整数。", "a rating is a whole number from 1 to 5.";
    row_not_a_percent = "不是 0% 到 100% 的百分比。请写成 80%。", "not a percentage from 0 to 100. Write 80%.";
    row_ambiguous_percent = "可能是 1% 也可能是 100%。请写上百分号。", "can mean 1% or 100%. Write the percent sign.";
    row_not_a_count = "不是整数，请写成 3。", "not a whole number. Write 3.";
    row_unknown_stage = "没有这个合作阶段。可用：潜在客户、接洽中、已签约、使用初期、稳定期、续约期、流失客户；也可用：意向客户、合作中。",
        "no such stage. Use: potential, in talks, signed, early use, stable, renewal, lost.";
    row_paused_is_no_stage = "“暂停合作”没有对应的阶段。请选：潜在客户、接洽中、已签约、使用初期、稳定期、续约期、流失客户。",
        "“paused” is not a stage. Use: potential, in talks, signed, early use, stable, renewal, lost.";
    row_unknown_channel = "没有这种方式。可用：拜访、电话、会议、视频、微信、邮件、短信、活动、群发。",
        "no such channel. Use: visit, call, meeting, video, WeChat, email, SMS, event, broadcast.";
    row_unknown_band = "没有这种客户类型。可用：高价值、中价值、低价值。", "no such customer type. Use: high, medium, low.";
    row_unknown_source = "没有这种来源。可选一个对应的，或先在 设置 的 客户来源 里添加。",
        "no such source. Choose one for it, or add it in Settings, under sources of customers.";
    row_unknown_role = "没有这种决策角色。可用：决策者、影响者、执行者、采购者、使用者。",
        "no such role. Use: decider, influencer, executor, buyer, user.";
    row_not_in_list(words) = "没有这个选项。可用：{words}。", "no such choice. Use: {words}.";
    row_not_an_nps = "推荐意愿应为 0 到 10 的整数。", "NPS is a whole number from 0 to 10.";
    row_unknown_progress = "没有这种状态。可用：待办、已完成。", "no such status. Use: to do, done.";
    row_unknown_status = "没有这种状态。可用：在职、已离职。", "no such status. Use: still there, left.";
    row_number_taken(customer) = "这个编号已属于“{customer}”。请更正编号。",
        "this number belongs to “{customer}”. Correct the number.";
    row_record_twice(line) = "与第 {line} 行是同一条记录。请合并两行。", "the same record as on line {line}. Merge the rows.";
    row_number_twice(line) = "与第 {line} 行的客户编号重复。请删去一行或改编号。",
        "line {line} has the same customer number. Remove one row or change its number.";
    row_name_twice(line) = "与第 {line} 行的客户名称重复。请合并两行，或给两行都填上客户编号。",
        "line {line} has the same customer name. Merge the rows, or give both a customer number.";
    row_customer_twice(line) = "与第 {line} 行是同一个客户。请合并两行。", "the same customer as on line {line}. Merge the rows.";
    row_ambiguous_name(count) = "客户簿里有 {count} 个同名客户。请填写客户编号。",
        "the book has {count} customers of this name. Fill in the customer number.";
    row_no_such_file = "选择的文件里没有它。请把文件和表放进同一个文件夹或 ZIP 再导入。", "no such file was chosen. Put it into the same folder or ZIP as the table and import that.";
    row_file_unclear(count) = "有 {count} 个文件的路径以此结尾，请写上所在文件夹", "{count} files have a path that ends so: write their folder as well";
    row_file_of_nobody = "文件夹名和文件名都不以客户的名称、简称或编号开头，未归入。请点这一行选择客户，或在表里写明。", "neither its folders nor its name begin with a customer's name, short name or number: not placed. Press the row and choose the customer, or say so in a table.";
    row_file_of_several(names, count) = "文件夹名和文件名指向 {count} 位客户（{names}），未归入。请点这一行选择客户。", "its folders and its name begin with those of {count} customers ({names}): not placed. Press the row and choose the customer.";
    row_file_empty = "空文件", "the file is empty";
    row_file_too_large(most) = "超过单个附件上限 {most} MB。请压缩或拆分后再试。", "larger than the {most} MB an attachment may have. Make it smaller and try again.";
    row_file_is_program = "程序文件，不作为附件", "a program, which is not attached";
    row_file_unreadable = "读不出来", "it cannot be read";
    row_unknown_customer = "客户簿里没有这个客户。请先导入客户表。", "the book has no such customer. Import the customers first.";
    row_order_number_twice(line) = "与第 {line} 行的订单编号重复。请合并两行或改编号。",
        "line {line} has the same order number. Merge the rows or change the number.";
    row_order_of_another(customer) = "这个订单编号已属于“{customer}”。请更正客户或编号。",
        "this order number belongs to “{customer}”. Correct the customer or the number.";

    // What else there is to know of a row: RowNote.
    row_note_changes(heading) = "将更改“{heading}”", "changes “{heading}”";
    row_note_new_person(name) = "将新增团队成员“{name}”", "adds team member “{name}”";
    row_note_new_customer(name) = "将新增客户“{name}”", "adds customer “{name}”";
    row_note_new_contact(name) = "将新增联系人“{name}”", "adds contact “{name}”";
    row_note_contact_named_after_customer = "没有联系人姓名，联系方式记在与客户同名的联系人下",
        "no contact is named; the phone or e-mail goes to a contact with the customer's name";
    row_note_other_name(in_book) = "按编号找到，客户簿里的名称是“{in_book}”", "found by number; the book's name is “{in_book}”";
    row_note_repeated_in_file(line) = "与第 {line} 行相同，两行都会保留", "the same as line {line}; both are kept";
    row_note_kept_from_book(heading) = "已有这条记录，“{heading}”保留客户簿里的内容", "recorded already; the book's “{heading}” is kept";
    row_note_first_taken(heading, taken) = "“{heading}”有多个，取第一个“{taken}”", "“{heading}” names several; “{taken}” is taken";
    row_note_year_taken(heading, day) = "“{heading}”没有写年份，按 {day} 读取", "“{heading}” has no year; taken as {day}";
    row_note_cooling_down(until) = "这位负责人不久前把客户放入公海，{until} 前不能交还；保留原负责人", "this owner gave the customer to the pool and cannot have it back before {until}; the owner stays as it is";
    row_note_day_is_past(heading) = "“{heading}”已过，不安排", "“{heading}” is past: nothing is planned";
    row_note_file_by(part) = "按“{part}”归入", "Placed by “{part}”";
    row_note_file_in_table = "表里已写明归属", "A table says whose it is";
    row_note_same_file(line) = "与第 {line} 行的文件内容相同", "The same content as the file on line {line}";
    row_note_perhaps_renamed(names) = "其他表里有 {names}，这张表里没有：如果是改名，请在上方说明", "The other tables have {names}, this one does not: if it was renamed, say so above";
    row_note_fraction_cut(heading, percent) = "“{heading}”舍去小数，记为 {percent}%", "“{heading}” is kept as {percent}%, its fraction cut off";

    // The import page.
    import_title = "导入", "Import";
    import_drop = "把文件拖到这里，或点击选择（可多选）", "Drop files here, or click to choose them";
    import_folder = "选择一个文件夹", "Choose a folder";
    import_drop_hint = "Excel 工作簿（XLSX、XLS、ODS）、CSV 或 TSV 表格、vCard 名片、JSON 客户簿，或装着它们的 ZIP；图片、PDF 等文件作为附件", "Excel workbooks (XLSX, XLS, ODS), CSV or TSV tables, vCards, a JSON book, or a ZIP of them; pictures, PDFs and other files become attachments";
    import_layouts = "能读的表", "Tables that are read";
    import_layouts_customers = "客户：客户编号、客户名称、所属行业、企业规模(营收)、联系人及职务、联系方式(电话)、合作起始时间、当前合作阶段、客户标签；或 客户名称、所属行业、客户类型、合作阶段、联系人、职务、联系方式、关键需求、负责人、备注", "Customers: 客户编号, 客户名称, 所属行业, 企业规模(营收), 联系人及职务, 联系方式(电话), 合作起始时间, 当前合作阶段, 客户标签; or 客户名称, 所属行业, 客户类型, 合作阶段, 联系人, 职务, 联系方式, 关键需求, 负责人, 备注";
    import_layouts_orders = "订单：客户名称（或客户编号）、下单日期、金额、产品", "Orders: 客户名称 (or 客户编号), 下单日期, 金额, 产品";
    import_layouts_interactions = "沟通记录：客户名称、沟通时间、方式、参与人、内容摘要、客户反馈、待办事项；或 跟进日期、跟进方式、对接人、跟进内容摘要、客户反馈、下一步计划、负责人", "Contacts: 客户名称, 沟通时间, 方式, 参与人, 内容摘要, 客户反馈, 待办事项; or 跟进日期, 跟进方式, 对接人, 跟进内容摘要, 客户反馈, 下一步计划, 负责人";
    import_layouts_contacts = "联系人：客户名称、联系人、职务、电话、邮箱、决策角色、在职状态；或 vCard 名片", "People: 客户名称, 联系人, 职务, 电话, 邮箱, 决策角色, 在职状态; or vCards";
    import_layouts_actions = "待办事项：客户名称、待办事项、截止日期、负责人、完成状态、完成日期", "Next actions: 客户名称, 待办事项, 截止日期, 负责人, 完成状态, 完成日期";
    import_layouts_needs = "需求：客户名称、提出日期、需求内容、需求分类、相关部门、需求状态、答复内容", "Needs: 客户名称, 提出日期, 需求内容, 需求分类, 相关部门, 需求状态, 答复内容";
    import_layouts_feedback = "投诉与反馈：客户名称、反馈类型、反馈日期、反馈内容、满意度、推荐意愿(NPS)、解决日期、处理结果", "Feedback: 客户名称, 反馈类型, 反馈日期, 反馈内容, 满意度, 推荐意愿(NPS), 解决日期, 处理结果";
    import_layouts_profile = "客户主数据（与客户同表或另表）：客户名称、统一社会信用代码、成立日期、法人代表、注册资本、公司类型、经营范围、城市、地址 等；资质文件填收到日期", "Master data (with the customers or apart): 客户名称, 统一社会信用代码, 成立日期, 法人代表, 注册资本, 公司类型, 经营范围, 城市, 地址 and others; papers with the day each was handed in";
    import_layouts_files = "附件：图片、PDF 和文档，和表放在同一个文件夹或 ZIP 里，或单独选择。文件夹名或文件名以客户的名称、简称或编号开头即归入该客户；也可以另附一张表：客户名称（或客户编号）、文件（路径）、资质文件", "Files: pictures, PDFs and documents, in the same folder or ZIP as the tables or by themselves. A file goes to the customer with whose name, short name or number a folder or its own name begins; or a table says so: 客户名称 (or 客户编号), 文件 (its path), 资质文件";
    import_renamed = "可能改了名的客户", "Customers who may have a new name";
    import_renamed_text = "这些名称只在一张表里有，而别的表里的一位客户在这张表里没有。请说明是否同一位。", "These names stand in one table only, and a customer whom the others have is missing from it. Say whether it is the same one.";
    import_renamed_row(table, line, name) = "{table} 第 {line} 行“{name}”", "{table}, line {line}: “{name}”";
    import_renamed_new = "是新客户", "A new customer";
    import_renamed_is(name) = "就是“{name}”，改名", "“{name}” under a new name";
    import_files_table = "附件", "Files";
    import_layouts_more = "其他表头可以手动指定。常顾导出的表都能读回。", "Other headings can be told by hand. Every list that Wellkept exports is read back.";
    import_reading(name) = "正在读取 {name}…", "Reading {name}…";
    import_reading_many(name, place, count) = "正在读取 {name}（{place}/{count}）…", "Reading {name} ({place} of {count})…";
    import_this_table = "导入这张表", "Import this table";
    import_do_tables(rows, tables) = "写入 {rows} 行（{tables} 张表）", "Write {rows} rows ({tables} tables)";
    import_open_book = "打开或合并这个客户簿", "Open or merge this book";
    import_done_next = "新客户多时，可在节奏页把首次联系错开到几周里。", "Many new customers? Spread their first contacts over some weeks on the Cadence page.";
    import_go_spread = "错开首次联系", "Spread first contacts";
    import_year = "没写年份的日期是哪一年", "Year of days without one";
    import_year_near = "按前后行推断", "Nearest to the row above";
    import_words = "认不出的词", "Words that are not known";
    import_words_text = "可以指定它们对应哪个选项，或留空不导入。", "Say which choice each stands for, or leave it out.";
    import_word(heading, word) = "{heading}“{word}”", "{heading} “{word}”";
    import_word_rows(heading, word, rows) = "{heading}“{word}”（{rows} 行）", "{heading} “{word}” ({rows} rows)";
    import_word_open = "未指定（整行不导入）", "Not said (the row is left out)";
    import_word_nothing = "留空", "Leave it empty";
    import_skip_all(rows) = "这 {rows} 行都跳过", "Skip these {rows} rows";
    import_take_all(rows) = "这 {rows} 行都取用", "Take these {rows} rows";
    import_row_title(line) = "第 {line} 行", "Line {line}";
    import_row_choice = "这一行怎么办", "What becomes of it";
    import_row_take = "按预览", "As shown";
    import_row_skip = "跳过", "Skip";
    import_row_new = "作为新的", "As new";
    import_row_merge = "并入…", "Merge with…";
    import_row_of = "归入客户…", "Of customer…";
    import_row_customer = "客户名称", "Customer";
    import_row_nobody = "客户簿里没有这个名称的客户。", "No customer in the book has this name.";
    import_row_which = "哪一位", "Which one";
    import_row_apply = "确定", "OK";
    import_unreadable(reason) = "浏览器读不了这个文件：{reason}", "The browser could not read this file: {reason}";
    import_another = "换一个文件", "Another file";
    import_encoding = "编码", "Encoding";
    import_encoding_auto(name) = "自动识别：{name}", "Recognised: {name}";
    import_which_customer = "表里没有客户列。这些记录属于哪位客户？", "No column names the customer. Whose records are these?";
    import_unread(list) = "以下列没有读取：{list}", "Columns that are not read: {list}";
    import_rows_label = "每一行会怎样", "What becomes of each row";
    import_all = "全部", "All";
    import_line = "行", "Line";
    import_fate = "结果", "Result";
    import_what = "内容", "What";
    import_notes = "问题与说明", "Problems and notes";
    import_do(rows) = "写入 {rows} 行", "Write {rows} rows";
    import_errors_left_out(rows) = "有误的 {rows} 行不会写入，其余照常。", "The {rows} rows with problems ⟨is|are⟩ left out; the others are written.";
    import_done(rows) = "已写入 {rows} 行。可以撤销。", "{rows} rows ⟨is|are⟩ written. You can undo it.";
    import_writing = "正在写入…", "Writing…";
    import_saving = "正在存到本机…", "Saving on this device…";
    import_books_apart(names) = "其中有客户簿（{names}），不随这些表写入；选中它即可单独打开或合并。", "A book is among them ({names}). It is not written with these tables: choose it to open or merge it by itself.";
    import_book_title = "客户簿文件", "A book";
    import_book_found(customers, records) = "文件完整，校验通过：{customers} 位客户，共 {records} 条记录。", "The file is whole and its checksum is right: {customers} customers, {records} records in all.";
    import_book_replaces(customers, records) = "打开它会替换现在的客户簿（{customers} 位客户、{records} 条记录）。", "Opening it replaces the present book ({customers} customers, {records} records).";
    import_book_open = "打开这本客户簿", "Open this book";
    import_book_replace = "替换现在的客户簿", "Replace the present book";
    import_writing_percent(percent) = "正在写入… {percent}%", "Writing… {percent}%";
    import_go_customers = "查看客户", "Show the customers";
    import_planning = "正在逐行核对…", "Looking through the rows…";
    import_sheets = "读到的表", "Tables that were read";
    import_sheet_rows(name, rows) = "{name}（{rows} 行）", "{name} ({rows} rows)";
    import_reason = "未导入原因", "Why it was left out";
    import_failed_rows = "未导入的行", "Rows left out";
    import_download_failed = "下载有误的行", "Download the rows with problems";
    import_paste = "或粘贴表格", "Or paste cells";
    import_paste_hint = "从 Excel、WPS 或网页复制，连同表头一起粘贴。", "Copy them from a spreadsheet or a web page, with their headings.";
    import_paste_do = "读取粘贴的内容", "Read what was pasted";
    import_pasted_name = "粘贴的表格", "pasted cells";

    // Telling what columns hold.
    mapping_title = "指定每一列是什么", "Say what each column holds";
    mapping_text = "认不出的列可以在这里指定。指定一次并起个名字，下次同样的表直接套用。", "Columns that are not recognised can be told here. Give it a name, and the same table is read at once next time.";
    mapping_by_hand = "手动指定各列", "Say it by hand";
    mapping_change = "调整各列", "Change the columns";
    mapping_table = "这是什么表", "What table it is";
    mapping_samples = "前几格", "First cells";
    mapping_none = "不导入", "Not imported";
    mapping_nth(number) = "第 {number} 列", "Column {number}";
    mapping_apply = "套用", "Use it";
    mapping_saved = "套用已存的对应", "A saved mapping";
    mapping_name = "存为（名称）", "Save as (name)";
    mapping_save = "保存这个对应", "Save it";
    mapping_forget = "删除这个对应", "Forget it";
    mapping_used(name) = "按已存的对应“{name}”读取。", "Read by the saved mapping “{name}”.";

    // Merging another's book.
    join_title = "合并到现在的客户簿", "Merge with the present book";
    join_text = "同事从同一本客户簿分出去各自记了一段时间？逐条逐字段合到一起，先看会改什么。", "A colleague went on with a copy of this book? Bring both together, field by field; first see what it does.";
    join_begin = "看看合并会改什么", "See what merging does";
    join_by_changes = "两边的修改记录都有：只有一方改过的照改，两方都改过的取较晚的，可逐条另选。", "The changes of both are known: what one side altered is taken, of what both altered the later stands, unless you choose otherwise.";
    join_by_fields = "这个文件没有带修改记录，按字段比较：一方空着的取另一方，两方不同的请逐条选择。导出时勾选“附带修改记录”可以合得更准。", "This file comes without its changes, so fields are compared: where one side is empty the other is taken; where both differ, choose. Export with “include the history” for a closer merge.";
    join_other_book = "这两本客户簿不是从同一本分出来的：同一个客户可能会出现两次，可在合并后用“重复客户”处理。", "These books do not come from one book: a customer can be there twice afterwards; use “duplicates” to merge them.";
    join_nothing = "没有可合并的：对方有的这里都有。", "Nothing to merge: all that it holds is here.";
    join_counts(added, altered, removed) = "新增 {added} 条，更改 {altered} 条，移除 {removed} 条。", "{added} records ⟨comes|come⟩, {altered} ⟨alters|alter⟩, {removed} ⟨goes|go⟩.";
    join_numbers = "编号相同、改用新编号的客户", "Customers who get another number";
    join_renumbered(name, from, to) = "{name}：{from} → {to}", "{name}: {from} → {to}";
    join_clashes(count) = "两边不一致的 {count} 处", "{count} places where the two differ";
    join_more(count) = "另有 {count} 处没有列出，按上面的规则处理。", "{count} more ⟨is not listed; it follows|are not listed; they follow⟩ the rule above.";
    join_ours(value, who) = "这里：{value}（{who}）", "Here: {value} ({who})";
    join_theirs(value, who) = "对方：{value}（{who}）", "There: {value} ({who})";
    join_when_unknown = "时间不详", "time unknown";
    join_do = "合并", "Merge";
    data_export_history = "附带修改记录（给同事合并用）", "Include the history (for merging by a colleague)";

    // The export page.
    export_title = "导出表格", "Export lists";
    export_verb = "导出", "Export";
    export_these = "导出这份客户名单", "Export this list of customers";
    export_text = "导出成表格，给人看、打印或在 Excel 里改。改好后可以再导入，每一行都能对上。", "Lists to read, print or edit in Excel. Imported again, every row finds its record.";
    export_what = "导出什么", "What";
    export_shown = "客户列表（所显示的各列）", "The customer list (the columns shown)";
    export_all = "全部表（一个工作簿）", "All lists (one workbook)";
    export_handbook = "手册的全部表格（一个工作簿）", "All handbook tables (one workbook)";
    export_handbook_name = "手册表格", "handbook tables";
    export_book_name = "客户簿", "customer book";
    export_form = "格式", "Format";
    export_form_xlsx = "Excel 工作簿（.xlsx）", "Excel workbook (.xlsx)";
    export_form_csv = "CSV（.csv）", "CSV (.csv)";
    export_form_vcard_3 = "vCard 3.0（手机、Outlook）", "vCard 3.0 (phones, Outlook)";
    export_form_vcard_4 = "vCard 4.0", "vCard 4.0";
    export_form_calendar = "日历（.ics）：待办与应联系", "Calendar (.ics): actions and contacts due";
    export_form_book = "常顾客户簿（.json）：只含这些客户", "Wellkept book (.json): only these customers";
    share_text = "一本只含这些客户的客户簿，可以像别的客户簿一样打开。", "A book of these customers only; it opens like any other book.";
    share_without_money = "不含金额和订单", "Without amounts and orders";
    share_masked = "姓名、电话、邮箱打码", "Mask names, telephones and e-mail addresses";
    share_name = "部分客户", "some customers";
    export_event_action(customer, text) = "{customer}：{text}", "{customer}: {text}";
    export_event_due(customer, what) = "{customer}：{what}", "{customer}: {what}";
    export_calendar_name = "常顾", "Wellkept";
    export_owner = "负责人", "Owner";
    export_owner_all = "所有人", "Everybody";
    export_typed = "包含文字", "Containing";
    export_with_ids = "带上常顾编号，改名后也能对上", "With Wellkept IDs, so that rows find their records even when renamed";
    export_count(customers, total) = "共 {customers} 位客户（全部 {total} 位），顺序与客户列表相同。", "{customers} of {total} customers, in the order of the customer list.";
    export_preparing(percent) = "正在整理… {percent}%", "Preparing… {percent}%";
    export_writing = "正在生成文件…", "Writing the file…";
    export_guarded = "以 = + - @ 开头的文字在 CSV 里前面加一个撇号，以免被当成公式；再导入时会去掉。", "In CSV a text that begins with = + - @ gets an apostrophe in front, so that it is never run as a formula; the import takes it away.";
    data_lists = "表格", "Lists";
    data_lists_text = "客户、联系人、订单、沟通记录、待办事项，导出为 Excel 或 CSV。", "Customers, contacts, orders, interactions and next actions, as Excel or CSV.";
    data_lists_button = "导出表格", "Export lists";
}
