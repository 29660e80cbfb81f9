//! Industries by the national classification GB/T 4754-2017: 20 sections with their 97 divisions (A3.13).

/// A section: a letter, a name, the letters of its customer numbers, and its divisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// Its letter, A to T.
    pub letter: char,
    /// The letters that begin the numbers of its customers, unless the book uses others (A0.9).
    pub prefix: &'static str,
    /// Its name in the standard.
    pub name: &'static str,
    /// Its name in English.
    pub english: &'static str,
    /// Its divisions.
    pub divisions: &'static [Division],
}

/// A division: two digits, a name, and the first letters of the name's syllables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Its two digits.
    pub code: &'static str,
    /// Its name in the standard.
    pub name: &'static str,
    /// The first letters of the name's syllables in pinyin.
    pub initials: &'static str,
}

const fn section(
    letter: char,
    prefix: &'static str,
    name: &'static str,
    english: &'static str,
    divisions: &'static [Division],
) -> Section {
    Section { letter, prefix, name, english, divisions }
}

const fn division(code: &'static str, name: &'static str, initials: &'static str) -> Division {
    Division { code, name, initials }
}

/// The sections, in the order of the standard.
pub static SECTIONS: [Section; 20] = [
    section(
        'A',
        "AG",
        "农、林、牧、渔业",
        "Agriculture, forestry, animal husbandry and fishery",
        &[
            division("01", "农业", "ny"),
            division("02", "林业", "ly"),
            division("03", "畜牧业", "xmy"),
            division("04", "渔业", "yy"),
            division("05", "农、林、牧、渔专业及辅助性活动", "nlmyzyjfzxhd"),
        ],
    ),
    section(
        'B',
        "MN",
        "采矿业",
        "Mining",
        &[
            division("06", "煤炭开采和洗选业", "mtkchxxy"),
            division("07", "石油和天然气开采业", "syhtrqkcy"),
            division("08", "黑色金属矿采选业", "hsjskcxy"),
            division("09", "有色金属矿采选业", "ysjskcxy"),
            division("10", "非金属矿采选业", "fjskcxy"),
            division("11", "开采专业及辅助性活动", "kczyjfzxhd"),
            division("12", "其他采矿业", "qtcky"),
        ],
    ),
    section(
        'C',
        "MF",
        "制造业",
        "Manufacturing",
        &[
            division("13", "农副食品加工业", "nfspjgy"),
            division("14", "食品制造业", "spzzy"),
            division("15", "酒、饮料和精制茶制造业", "jylhjzczzy"),
            division("16", "烟草制品业", "yczpy"),
            division("17", "纺织业", "fzy"),
            division("18", "纺织服装、服饰业", "fzfzfsy"),
            division("19", "皮革、毛皮、羽毛及其制品和制鞋业", "pgmpymjqzphzxy"),
            division("20", "木材加工和木、竹、藤、棕、草制品业", "mcjghmztzczpy"),
            division("21", "家具制造业", "jjzzy"),
            division("22", "造纸和纸制品业", "zzhzzpy"),
            division("23", "印刷和记录媒介复制业", "yshjlmjfzy"),
            division("24", "文教、工美、体育和娱乐用品制造业", "wjgmtyhylypzzy"),
            division("25", "石油、煤炭及其他燃料加工业", "symtjqtrljgy"),
            division("26", "化学原料和化学制品制造业", "hxylhhxzpzzy"),
            division("27", "医药制造业", "yyzzy"),
            division("28", "化学纤维制造业", "hxxwzzy"),
            division("29", "橡胶和塑料制品业", "xjhslzpy"),
            division("30", "非金属矿物制品业", "fjskwzpy"),
            division("31", "黑色金属冶炼和压延加工业", "hsjsylhyyjgy"),
            division("32", "有色金属冶炼和压延加工业", "ysjsylhyyjgy"),
            division("33", "金属制品业", "jszpy"),
            division("34", "通用设备制造业", "tysbzzy"),
            division("35", "专用设备制造业", "zysbzzy"),
            division("36", "汽车制造业", "qczzy"),
            division("37", "铁路、船舶、航空航天和其他运输设备制造业", "tlcbhkhthqtyssbzzy"),
            division("38", "电气机械和器材制造业", "dqjxhqczzy"),
            division("39", "计算机、通信和其他电子设备制造业", "jsjtxhqtdzsbzzy"),
            division("40", "仪器仪表制造业", "yqybzzy"),
            division("41", "其他制造业", "qtzzy"),
            division("42", "废弃资源综合利用业", "fqzyzhlyy"),
            division("43", "金属制品、机械和设备修理业", "jszpjxhsbxly"),
        ],
    ),
    section(
        'D',
        "EN",
        "电力、热力、燃气及水生产和供应业",
        "Electricity, heat, gas and water",
        &[
            division("44", "电力、热力生产和供应业", "dlrlschgyy"),
            division("45", "燃气生产和供应业", "rqschgyy"),
            division("46", "水的生产和供应业", "sdschgyy"),
        ],
    ),
    section(
        'E',
        "CE",
        "建筑业",
        "Construction",
        &[
            division("47", "房屋建筑业", "fwjzy"),
            division("48", "土木工程建筑业", "tmgcjzy"),
            division("49", "建筑安装业", "jzazy"),
            division("50", "建筑装饰、装修和其他建筑业", "jzzszxhqtjzy"),
        ],
    ),
    section(
        'F',
        "RT",
        "批发和零售业",
        "Wholesale and retail",
        &[division("51", "批发业", "pfy"), division("52", "零售业", "lsy")],
    ),
    section(
        'G',
        "LG",
        "交通运输、仓储和邮政业",
        "Transport, storage and post",
        &[
            division("53", "铁路运输业", "tlysy"),
            division("54", "道路运输业", "dlysy"),
            division("55", "水上运输业", "ssysy"),
            division("56", "航空运输业", "hkysy"),
            division("57", "管道运输业", "gdysy"),
            division("58", "多式联运和运输代理业", "dslyhysdly"),
            division("59", "装卸搬运和仓储业", "zxbyhccy"),
            division("60", "邮政业", "yzy"),
        ],
    ),
    section(
        'H',
        "HO",
        "住宿和餐饮业",
        "Hotels and catering",
        &[division("61", "住宿业", "zsy"), division("62", "餐饮业", "cyy")],
    ),
    section(
        'I',
        "IT",
        "信息传输、软件和信息技术服务业",
        "Information transmission, software and IT services",
        &[
            division("63", "电信、广播电视和卫星传输服务", "dxgbdshwxcsfw"),
            division("64", "互联网和相关服务", "hlwhxgfw"),
            division("65", "软件和信息技术服务业", "rjhxxjsfwy"),
        ],
    ),
    section(
        'J',
        "FS",
        "金融业",
        "Finance",
        &[
            division("66", "货币金融服务", "hbjrfw"),
            division("67", "资本市场服务", "zbscfw"),
            division("68", "保险业", "bxy"),
            division("69", "其他金融业", "qtjry"),
        ],
    ),
    section('K', "RE", "房地产业", "Real estate", &[division("70", "房地产业", "fdcy")]),
    section(
        'L',
        "BS",
        "租赁和商务服务业",
        "Leasing and business services",
        &[division("71", "租赁业", "zly"), division("72", "商务服务业", "swfwy")],
    ),
    section(
        'M',
        "RD",
        "科学研究和技术服务业",
        "Research and technical services",
        &[
            division("73", "研究和试验发展", "yjhsyfz"),
            division("74", "专业技术服务业", "zyjsfwy"),
            division("75", "科技推广和应用服务业", "kjtghyyfwy"),
        ],
    ),
    section(
        'N',
        "EV",
        "水利、环境和公共设施管理业",
        "Water, environment and public facilities",
        &[
            division("76", "水利管理业", "slgly"),
            division("77", "生态保护和环境治理业", "stbhhhjzly"),
            division("78", "公共设施管理业", "ggssgly"),
            division("79", "土地管理业", "tdgly"),
        ],
    ),
    section(
        'O',
        "PS",
        "居民服务、修理和其他服务业",
        "Resident services and repair",
        &[
            division("80", "居民服务业", "jmfwy"),
            division("81", "机动车、电子产品和日用产品修理业", "jdcdzcphrycpxly"),
            division("82", "其他服务业", "qtfwy"),
        ],
    ),
    section('P', "ED", "教育", "Education", &[division("83", "教育", "jy")]),
    section(
        'Q',
        "HC",
        "卫生和社会工作",
        "Health and social work",
        &[division("84", "卫生", "ws"), division("85", "社会工作", "shgz")],
    ),
    section(
        'R',
        "CS",
        "文化、体育和娱乐业",
        "Culture, sports and entertainment",
        &[
            division("86", "新闻和出版业", "xwhcby"),
            division("87", "广播、电视、电影和录音制作业", "gbdsdyhlyzzy"),
            division("88", "文化艺术业", "whysy"),
            division("89", "体育", "ty"),
            division("90", "娱乐业", "yly"),
        ],
    ),
    section(
        'S',
        "GV",
        "公共管理、社会保障和社会组织",
        "Public administration and social organisations",
        &[
            division("91", "中国共产党机关", "zggcdjg"),
            division("92", "国家机构", "gjjg"),
            division("93", "人民政协、民主党派", "rmzxmzdp"),
            division("94", "社会保障", "shbz"),
            division("95", "群众团体、社会团体和其他成员组织", "qzttshtthqtcyzz"),
            division("96", "基层群众自治组织及其他组织", "jcqzzzzzjqtzz"),
        ],
    ),
    section('T', "IO", "国际组织", "International organisations", &[division("97", "国际组织", "gjzz")]),
];

/// Returns the section that an industry belongs to, by the name of the section or of one of its divisions, whole
/// or without what stands at its end (制造, 零售, 软件).
pub fn section_of(industry: &str) -> Option<&'static Section> {
    let industry = industry.trim();
    if industry.is_empty() {
        return None;
    }
    let is_named = |name: &str| name == industry;
    let is_about =
        |name: &str| industry.chars().count() >= 2 && name.contains(industry.trim_end_matches('业'));
    let whole = SECTIONS.iter().find(|section| {
        is_named(section.name) || section.divisions.iter().any(|division| is_named(division.name))
    });
    whole
        .or_else(|| SECTIONS.iter().find(|section| is_about(section.name)))
        .or_else(|| SECTIONS.iter().find(|section| section.divisions.iter().any(|one| is_about(one.name))))
}

/// Returns the division that an industry is, by its whole name or by the only one that it is a part of. Of a section
/// whose divisions the size standard does not tell apart, the first stands for all.
pub fn division_of(industry: &str) -> Option<&'static Division> {
    let industry = industry.trim();
    let all = || SECTIONS.iter().flat_map(|section| section.divisions);
    let of_section = || {
        let section = SECTIONS.iter().find(|section| section.name == industry)?;
        matches!(section.letter, 'A'..='E').then(|| section.divisions.first()).flatten()
    };
    let alone = || {
        let mut about = all().filter(|division| {
            industry.chars().count() >= 2 && division.name.contains(industry.trim_end_matches('业'))
        });
        let first = about.next();
        first.filter(|_| about.next().is_none())
    };
    all().find(|division| division.name == industry).or_else(of_section).or_else(alone)
}

/// Returns the divisions that what was typed can mean: by name, by code, or by the first letters of its syllables.
pub fn divisions(typed: &str) -> impl Iterator<Item = &'static Division> {
    let typed = typed.trim().to_lowercase();
    SECTIONS.iter().flat_map(|section| section.divisions).filter(move |division| {
        typed.is_empty()
            || division.name.contains(&typed)
            || division.code == typed
            || division.initials.contains(&typed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a3_13_the_list_is_whole_and_found_by_name_code_and_pinyin() {
        let all: Vec<&Division> = divisions("").collect();
        assert_eq!(all.len(), 97);
        for (place, division) in all.iter().enumerate() {
            assert_eq!(division.code, format!("{:02}", place + 1));
            let letters = division.name.chars().filter(|c| *c != '、').count();
            assert_eq!(division.initials.len(), letters, "{}", division.name);
        }
        let found = |typed: &str| divisions(typed).map(|division| division.name).collect::<Vec<_>>();
        assert_eq!(found("rjhxx"), ["软件和信息技术服务业"]);
        assert_eq!(found("65"), ["软件和信息技术服务业"]);
        assert_eq!(found("零售"), ["零售业"]);
    }

    #[test]
    fn an_industry_in_the_users_words_finds_its_section() {
        let letter = |industry: &str| section_of(industry).map(|section| section.letter);
        assert_eq!(letter("软件和信息技术服务业"), Some('I'));
        assert_eq!(letter("制造业"), Some('C'));
        assert_eq!(letter("零售"), Some('F'));
        assert_eq!(letter("教育"), Some('P'));
        assert_eq!(letter("占星"), None);
        assert_eq!(letter(""), None);
        let code = |industry: &str| division_of(industry).map(|division| division.code);
        assert_eq!(code("软件和信息技术服务业"), Some("65"));
        assert_eq!(code("制造业"), Some("13"));
        assert_eq!(code("零售"), Some("52"));
        assert_eq!(code("设备"), None);
        assert_eq!(code(""), None);
    }
}
