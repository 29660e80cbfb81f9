//! People as they stand in a cell: 刘总监, 张三/总监, 王芳（采购经理）, and lists of names.

/// A contact as a cell names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange) struct NamedContact {
    pub name: String,
    pub title: String,
}

/// Titles that stand behind a name without a mark between, longer ones first where one ends another.
const TITLES: &[&str] = &[
    "副总经理",
    "总经理",
    "董事长",
    "副总裁",
    "总裁",
    "总监",
    "副经理",
    "经理",
    "主管",
    "主任",
    "部长",
    "处长",
    "科长",
    "厂长",
    "店长",
    "院长",
    "校长",
    "专员",
    "助理",
    "工程师",
    "负责人",
];
/// What a title can begin with.
const BRANCHES: &[&str] = &[
    "采购",
    "销售",
    "技术",
    "市场",
    "运营",
    "财务",
    "人事",
    "行政",
    "生产",
    "项目",
    "产品",
    "客户",
    "区域",
    "质量",
    "信息",
    "物流",
    "研发",
    "设备",
    "供应链",
    "IT",
];

/// Reads the contacts in a cell, which semicolons or line ends set apart.
pub(in crate::exchange) fn contacts(text: &str) -> Vec<NamedContact> {
    let mut found: Vec<NamedContact> = Vec::new();
    for part in text.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let contact = contact(part);
        if !contact.name.is_empty() && !found.iter().any(|other| other.name == contact.name) {
            found.push(contact);
        }
    }
    found
}

/// Reads names that marks set apart, as in 王总监、李工.
pub(in crate::exchange) fn names(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in text.split(['、', ',', '，', ';', '；', '/', '\n']).map(str::trim) {
        if !name.is_empty() && !found.iter().any(|other| other == name) {
            found.push(name.to_owned());
        }
    }
    found
}

fn contact(text: &str) -> NamedContact {
    let of = |name: &str, title: &str| NamedContact {
        name: name.trim().to_owned(),
        title: title.trim().to_owned(),
    };
    let closed = text.strip_suffix(['）', ')']);
    let bracketed = closed.and_then(|text| text.split_once(['（', '(']));
    if let Some((name, title)) = bracketed.filter(|(name, _)| !name.trim().is_empty()) {
        return of(name, title);
    }
    let parts = |marks: &[char]| {
        let (name, title) = text.split_once(marks)?;
        (!name.trim().is_empty() && !title.trim().is_empty()).then_some((name, title))
    };
    // A space or a hyphen is part of a name in Latin letters.
    let strong = parts(&['/', '／', '，', ',', '、', '|', '—', '\t']);
    match strong.or_else(|| parts(&[' ', '\u{3000}', '-']).filter(|(name, _)| !name.is_ascii())) {
        Some((name, title)) => of(name, title),
        None => without_mark(text),
    }
}

/// Takes a known title off the end; a surname alone keeps it, as people say 刘总监.
fn without_mark(text: &str) -> NamedContact {
    let unnamed = NamedContact { name: text.to_owned(), title: String::new() };
    let Some((rest, title)) = TITLES.iter().find_map(|title| Some((text.strip_suffix(title)?, *title)))
    else {
        return unnamed;
    };
    let name = BRANCHES.iter().find_map(|branch| rest.strip_suffix(branch)).unwrap_or(rest);
    let title = text.strip_prefix(name).unwrap_or(title);
    let name = if name.chars().count() < 2 { text } else { name };
    NamedContact { name: name.to_owned(), title: title.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_titles_come_apart() {
        for (text, name, title) in [
            ("刘总监", "刘总监", "总监"),
            ("张三/总监", "张三", "总监"),
            ("王芳（采购经理）", "王芳", "采购经理"),
            ("王芳(采购经理)", "王芳", "采购经理"),
            ("*先生 总监", "*先生", "总监"),
            ("张三，总监", "张三", "总监"),
            ("李雷采购经理", "李雷", "采购经理"),
            ("欧阳总经理", "欧阳", "总经理"),
            ("张三", "张三", ""),
            ("总监", "总监", "总监"),
            ("Jane Doe", "Jane Doe", ""),
            ("Jane Doe / CTO", "Jane Doe", "CTO"),
            ("（无）", "（无）", ""),
        ] {
            assert_eq!(contact(text), NamedContact { name: name.into(), title: title.into() }, "{text}");
        }
    }

    #[test]
    fn several_people_in_one_cell_come_apart() {
        let found: Vec<String> =
            contacts("张三/总监；李四/经理；张三").into_iter().map(|contact| contact.name).collect();
        assert_eq!(found, ["张三", "李四"]);
        assert_eq!(names("王总监、李工, 王总监"), ["王总监", "李工"]);
    }
}
