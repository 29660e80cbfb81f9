//! Words of the shared components and the frame.

use crate::text::language::phrases;

phrases! {
    app_name = "常顾", "Wellkept";
    close = "关闭", "Close";
    cancel = "取消", "Cancel";
    save = "保存", "Save";
    required = "必填", "required";
    rating_unknown = "不清楚", "Unknown";
    rating_low = "低", "low";
    rating_high = "高", "high";
    toasts_label = "提示", "Messages";
}
