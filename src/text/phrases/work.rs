//! Words of the duties that the book still needs people for, and of making two customers one.

use crate::text::language::phrases;

phrases! {
    merge_not_same = "不是同一家", "Not the same";
    field_distinct_from = "不是同一家的客户", "Not the same as";
    work_title = "待补", "To fill in";
    work_text = "策略判断不了、需要人补上的资料", "What the policy cannot know and people must fill in";
    work_looking = "正在查找…", "Looking…";
    work_count(count) = "{count} 项", "{count} to do";
    work_done_title = "都补齐了", "Nothing left here";
    work_done_text = "这一类没有待补的客户。换一类看看。", "No customer is waiting here. Look at another queue.";
    work_list = "待补名单", "What to fill in";
    work_keys = "j/k 选择 · Enter 补上 · o 打开客户", "j/k move · Enter fill in · o open";
    work_queues = "类别", "Queues";
    work_fill = "补上", "Fill in";

    pooled_on = "放入公海", "Given to the pool";
    pooled_from = "原负责人", "Had by";
    queue_to_approve = "预案待批准", "Plans to approve";
    queue_orphan = "无负责人", "No owner";
    queue_required = "必填未填", "Required fields";
    queue_unreachable = "无联系方式", "Cannot be reached";
    queue_no_decider = "无决策者", "No decider known";
    queue_role_gaps = "决策角色有缺口", "Roles not covered";
    queue_score = "评分不全", "Score incomplete";
    queue_dormant = "休眠未查明原因", "Dormant, cause unknown";
    queue_to_confirm = "待沟通确认", "To be confirmed";
    queue_unverified = "待核实", "To be verified";
    queue_ask_later = "暂不询问", "Ask later";
    queue_to_ask = "本阶段还要问", "Still to be asked";
    queue_papers = "缺资质文件", "Papers missing";
    queue_no_plan = "有风险无预案", "Risk without a plan";
    queue_step_due = "预案步骤到期", "Plan step due";
    queue_doubles = "可能重复", "Perhaps doubles";

    need_industry = "所属行业", "industry";
    need_stage = "合作状态", "stage";
    need_owner = "负责人", "owner";
    need_contact_name = "联系人", "contact";
    need_contact_way = "联系方式", "phone or e-mail";
    need_decision_role = "决策角色", "part in decisions";

    complete_title = "资料完整度", "Completeness";
    complete_text = "按必填项（客户名称、行业、联系人、联系方式、决策角色、合作状态、负责人）和本阶段该问的事项计算。", "Of what is required (name, industry, contact, phone or e-mail, part in decisions, stage, owner) and what should be asked at the stage.";
    complete_owner = "负责人", "Owner";
    complete_customers = "客户", "Customers";
    complete_share = "完整度", "Complete";

    sign_name = "名称相同", "same name";
    sign_credit_code = "统一社会信用代码相同", "same credit code";
    sign_phone = "电话相同", "same phone";
    sign_domain = "邮箱域名相同", "same mail domain";

    merge_title = "合并客户", "Merge customers";
    merge_text = "联系人、订单、沟通记录、下一步全部归到留下的客户；标签与填写的事实两边都保留。没有留下的值完整保存在修改记录里，一步即可撤销。", "Contacts, orders, records and next actions all go to the customer that stays; tags and stated facts of both are kept. Values that do not stay are whole in the history, and one undo parts them again.";
    merge_field = "字段", "Field";
    merge_same = "两位客户的各字段没有冲突。", "No field of the two is in conflict.";
    merge_belongings = "随同归入", "What belongs to it";
    merge_belongs(contacts, orders, records, actions) = "{contacts} 位联系人 · {orders} 笔订单 · {records} 次沟通 · {actions} 项下一步", "{contacts} contacts · {orders} orders · {records} records · {actions} next actions";
    merge_open = "比较与合并", "Compare and merge";
}
