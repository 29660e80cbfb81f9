// The words of the screens that tests look for, in both languages: [中文, English].
// A change of a phrase in src/text is mended here only.

const WORDS = {
  // Frame
  navigation: ["主导航", "Main navigation"],
  today: ["今日", "Today"],
  customers: ["客户", "Customers"],
  tiers: ["分级", "Tiers"],
  data: ["数据", "Data"],
  settings: ["设置", "Settings"],
  search: ["搜索名称、编号、联系人、电话、标签", "Search name, number, contact, phone, tag"],
  saved: ["已保存在本机", "Saved on this device"],
  notSaved: ["未保存", "Not saved"],
  undo: ["撤销", "Undo"],
  redo: ["重做", "Redo"],
  language: ["语言", "Language"],
  theme: ["外观", "Theme"],
  themeSystem: ["跟随系统", "System"],
  themeLight: ["浅色", "Light"],
  themeDark: ["深色", "Dark"],
  readOnly: ["另一个标签页正在使用这本客户簿", "Another tab is using this book"],
  notFound: ["没有这个页面", "There is no such page"],
  goToday: ["回到今日", "Go to Today"],
  cannotOpen: ["客户簿打不开", "The book cannot be opened"],
  restore: ["从导出文件恢复", "Restore from an exported file"],
  partMissing: ["这一部分没有取到", "This part could not be fetched"],
  fetchFailed: ["网络可能断开了，或者常顾刚刚更新过", "The network may be down, or Wellkept has just been updated"],
  tryAgain: ["重试", "Try again"],
  reload: ["重新载入", "Reload"],
  messages: ["提示", "Messages"],

  // History
  historyCheck: ["检查是否完整", "Check that it is whole"],
  historyUndo: ["撤销这次修改", "Take it back"],
  historyTakenBack: ["已撤销", "Taken back"],
  historyBuildsOn: ["后来的修改建立在它之上，请先撤销：", "Later changes build on it. Take these back first:"],
  historyBy: ["修改人", "By"],
  historyKind: ["改了什么", "What"],
  historyOf: ["修改记录", "History"],

  // Buttons of forms
  save: ["保存", "Save"],
  cancel: ["取消", "Cancel"],
  edit: ["编辑", "Edit"],
  remove: ["移除", "Remove"],
  close: ["关闭", "Close"],
  discard: ["放弃", "Discard"],
  keepEditing: ["继续填写", "Keep editing"],

  // Welcome
  welcome: ["从哪里开始？", "Where would you like to begin?"],
  openSample: ["打开示例客户簿", "Open the sample book"],
  importFile: ["导入文件", "Import a file"],
  startEmpty: ["从空白开始", "Start empty"],
  whereDataLives: [
    "数据只保存在这台设备的这个浏览器里，不会上传；清除浏览器数据会把它一并删除，请定期导出备份。",
    "Your data lives only in this browser on this device and is never uploaded; clearing browser data deletes it, so export a backup now and then.",
  ],
  removeSample: ["移除示例", "Remove the sample"],
  sampleNotice: ["这是示例客户簿，客户均为虚构。", "This is the sample book: every customer is invented."],

  // Today
  todayList: ["应跟进名单", "Who to contact"],
  toDo: ["要联系", "To do"],
  overdue: ["逾期", "Overdue"],
  due: ["到期", "Due"],
  firstContact: ["首次联系", "First contact"],
  openEarly: ["可提前", "Open early"],
  notYet: ["未到", "Not yet open"],
  noCustomers: ["还没有客户", "No customers yet"],
  neverContacted: ["从未联系", "never contacted"],

  // Customers and one customer
  customerList: ["客户列表", "Customer list"],
  addCustomer: ["新建客户", "New customer"],
  editCustomer: ["编辑客户", "Edit customer"],
  removeCustomer: ["移除客户", "Remove customer"],
  record: ["记录沟通", "Record a contact"],
  recordShort: ["记录", "Record"],
  timeline: ["时间线", "Timeline"],
  tierAndWhy: ["等级与理由", "Tier and why"],
  asOf: ["某一天的分级", "The tiers of a past day"],
  policyFile: ["分级策略文件", "The policy as a file"],
  distribution: ["分布", "Distribution"],
  total: ["合计", "Total"],
  unknown: ["未知", "unknown"],
  missing: ["缺少", "Missing"],
  fillMissing: ["补全资料", "Fill in what is missing"],
  orders: ["订单", "Orders"],
  facts: ["客户资料", "Facts"],
  peopleAndRoles: ["联系人与角色", "People and roles"],
  nothingFound: ["没有找到", "Nothing found"],

  queueOrphan: ["无负责人", "No owner"],
  queueDoubles: ["可能重复", "Perhaps doubles"],

  // The customer form
  name: ["客户名称", "Customer name"],
  remark: ["备注", "Remark"],
  number: ["客户编号", "Customer number"],
  industry: ["所属行业", "Industry"],
  stage: ["合作阶段", "Stage"],
  since: ["合作起始时间", "Working together since"],
  tags: ["标签（用顿号分隔）", "Tags (separated by commas)"],
  keyNeed: ["关键需求", "Key need"],
  referredBy: ["推荐人（客户）", "Referred by (customer)"],
  statedAmount: ["累计交易金额（元）", "Cumulative amount (CNY)"],
  statedRepurchase: ["年复购率（%）", "Repurchase rate (%)"],
  statedReferrals: ["推荐新客户数量", "Referrals made"],
  sectionRatings: ["人工评估（1–5）", "Judgements (1–5)"],
  sectionStated: ["记录缺失时手填（有订单记录时以记录为准）", "Stated by hand while records are missing (orders on record come first)"],
  sectionMore: ["更多", "More"],
  industryGrowth: ["行业增长性", "Industry growth"],
  expansion: ["客户规模扩张潜力", "Expansion potential"],
  needFit: ["需求匹配度", "Need fit"],
  complaints: ["投诉处理满意度", "Complaint-handling satisfaction"],

  // The small forms
  rightsOpen: ["个人信息权利", "Personal data"],
  rightsPreview: ["抹除后会变成这样", "What erasing would leave"],
  addContact: ["添加联系人", "Add a contact"],
  contactName: ["姓名", "Name"],
  contactTitle: ["职务", "Job title"],
  title: ["职务", "Job title"],
  phone: ["工作电话", "Work phone"],
  email: ["邮箱", "E-mail"],
  addOrder: ["添加订单", "Add an order"],
  orderDay: ["下单日期", "Day of the order"],
  amount: ["金额（元）", "Amount (CNY)"],
  product: ["产品", "Product"],
  addPerson: ["添加成员", "Add a team member"],
  personName: ["姓名", "Name"],
  role: ["岗位", "Role"],

  // The record form
  summary: ["跟进摘要", "Summary"],
  day: ["日期", "Day"],
  time: ["时间", "Time"],
  channel: ["方式", "Channel"],
  visit: ["拜访", "Visit"],
  call: ["电话", "Call"],
  nextActions: ["下一步行动", "Next actions"],
  action1: ["行动 1", "Action 1"],
  actionBy: ["截止日期", "By"],
  capReason: ["超出上限的原因", "Reason for going over"],
  overCap: ["超出上限", "over the cap"],
  customerAsked: ["客户要求", "The customer asked"],
  deepContacts: ["深度沟通", "deep contacts"],

  // What can be wrong with a field
  required: ["请填写", "Please fill this in"],
  negative: ["不能小于 0", "Cannot be below zero"],
  range: ["这里只能填一个金额，不能填区间", "One amount, not a range"],
  inFuture: ["不能晚于现在", "Cannot be later than now"],
  notADate: ["看不懂这个日期，请写成 2023-08、2024年Q3 或 2024-03-05", "Not a date; write it as 2023-08, 2024 Q3 or 2024-03-05"],
  numberTaken: ["已有客户使用这个编号", "Another customer has this number"],
  giveReason: ["已达上限，请选择原因", "The cap is reached: please choose a reason"],

  // Import and export
  exportBook: ["导出 JSON 客户簿", "Export the JSON book"],
  dropFile: ["把文件拖到这里，或点击选择（可多选）", "Drop files here, or click to choose them"],
  anotherFile: ["换一个文件", "Another file"],
  encoding: ["编码", "Encoding"],
  whichCustomer: ["表里没有客户列。这些记录属于哪位客户？", "No column names the customer. Whose records are these?"],
  preview: ["每一行会怎样", "What becomes of each row"],
  all: ["全部", "All"],
  fateNew: ["新增", "New"],
  fateUpdate: ["更新", "Update"],
  fateSame: ["无变化", "No change"],
  fateError: ["有误", "Error"],
  exportLists: ["导出表格", "Export lists"],
  exportWhat: ["导出什么", "What"],
  exportForm: ["格式", "Format"],
  exportOwner: ["负责人", "Owner"],
  exportIds: ["带上常顾编号，改名后也能对上", "With Wellkept IDs, so that rows find their records even when renamed"],
  exportDo: ["导出", "Export"],
  filterTier: ["等级", "Tier"],
  sheets: ["读到的表", "Tables that were read"],
  otherSheets: ["导入其他表", "Import another sheet"],
  downloadFailed: ["下载有误的行", "Download the rows with problems"],
  pasteCells: ["或粘贴表格", "Or paste cells"],
  pasteDo: ["读取粘贴的内容", "Read what was pasted"],
  mapByHand: ["手动指定各列", "Say it by hand"],
  mapChange: ["调整各列", "Change the columns"],
  mapTable: ["这是什么表", "What table it is"],
  mapName: ["存为（名称）", "Save as (name)"],
  mapSave: ["保存这个对应", "Save it"],
  mapApply: ["套用", "Use it"],
  openBook: ["打开这本客户簿", "Open this book"],
  replaceBook: ["替换现在的客户簿", "Replace the present book"],
  erase: ["删除全部…", "Delete everything…"],
  eraseWord: ["删除", "delete"],
  eraseConfirm: ["永久删除", "Delete for good"],

  // Needs, feedback, minutes
  needsOfCustomer: ["需求与问题", "Needs and problems on the list"],
  feedbackTitle: ["投诉与反馈", "Complaints and feedback"],
  addNeed: ["登记需求", "Note a need"],
  addFeedback: ["登记反馈", "Note feedback"],
  needsList: ["需求清单", "List of needs"],
  needsDigest: ["每周汇总", "Weekly digest"],
  needsTopics: ["本月热点", "Topics of the month"],
  needsRecurring: ["共性问题", "What recurs"],
  saveTextFile: ["存为文件", "Save as file"],
  needWhat: ["内容", "What"],
  needDepartment: ["责任部门", "Department"],
  needAnswer: ["答复", "Answer"],
  answerPromised: ["承诺答复", "Answer promised by"],
  resolvedOn: ["解决日期", "Resolved on"],
  fieldNeeds: ["客户需求", "Needs"],
  batchRecord: ["批量记录", "Record for all"],
  fieldTheme: ["沟通主题", "Theme"],
  fieldProblems: ["客户问题", "Problems"],
  promise: ["承诺", "Promise"],
  actionText: ["行动 1", "Action 1"],
  inWorkingDays: ["2 个工作日后", "In 2 working days"],
  summaryMake: ["沟通纪要", "Summary"],
  summaryTitle: ["给客户的沟通纪要", "Summary for the customer"],
  summaryMarkSent: ["标记为已发出", "Mark as sent"],
  captureLabel: ["一行写完", "In one line"],
  captureOpen: ["一行记录（q）", "One line (q)"],
  captureToForm: ["转到完整表单", "Go on in the form"],
  beforeYouCall: ["打电话前", "Before you call"],
  watchClosely: ["重点关注", "Watch closely"],

  // Master data and the handbooks' tables
  masterData: ["客户主数据", "Master data"],
  editMasterData: ["编辑主数据", "Edit master data"],
  tabData: ["主数据", "Master data"],
  tabPlans: ["风险与计划", "Risks and plans"],
  plansTitle: ["风险与挽留预案", "Risks and retention plans"],
  planMake: ["制定挽留预案", "Make a retention plan"],
  planByHand: ["手工立案", "Open a plan by hand"],
  planOutcome: ["结果", "Outcome"],
  watchEdit: ["编辑重点关注", "Edit the mark"],
  watchReason: ["重点关注原因", "Why to watch closely"],
  contracts: ["合同", "Contracts"],
  contractAdd: ["登记合同", "Add a contract"],
  contractTitle: ["合同内容", "What it is about"],
  contractFrom: ["开始日期", "From"],
  contractUntil: ["到期日（续约日）", "Until (renewal due)"],
  contractAmount: ["合同金额", "Amount"],
  referrals: ["转介绍", "Referrals"],
  typeAdd: ["添加类型", "Add a type"],
  typeName: ["类型名称", "Name of the type"],
  typeHandling: ["应对", "How to deal with it"],
  buyerType: ["客户性格类型", "Types of buyer"],
  birthday: ["生日", "Birthday"],
  lunar: ["农历", "Lunar calendar"],
  hasLeft: ["已离职", "Has left"],
  payment: ["付款方式", "Payment method"],
  takeNumber: ["取号", "Next number"],
  creditCode: ["统一社会信用代码", "Unified social credit code"],
  legalPerson: ["法人代表", "Legal representative"],
  headcount: ["员工数", "Headcount"],
  officePhone: ["办公电话", "Office telephone"],
  cityTier: ["城市级别", "Tier of the city"],
  paperSave: ["存为 CSV", "Save as CSV"],
  paperSaveXlsx: ["存为 Excel", "Save as Excel"],
  paperBlank: ["空白表", "Blank form"],
};

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** The words of one language, by key. */
export function wordsOf(language) {
  const place = language === "en" ? 1 : 0;
  return Object.fromEntries(Object.entries(WORDS).map(([key, both]) => [key, both[place]]));
}

/** 中文, which most tests speak. */
export const ZH = wordsOf("zh-CN");

/** Matches a word in either language, and nothing else beside it. */
export function is(key) {
  if (!WORDS[key]) throw new Error(`no such word: ${key}`);
  return new RegExp(`^(${WORDS[key].map(escaped).join("|")})$`);
}

/** Matches a text that begins with a word in either language. */
export function begins(key) {
  if (!WORDS[key]) throw new Error(`no such word: ${key}`);
  return new RegExp(`^(${WORDS[key].map(escaped).join("|")})`);
}

/** Matches a text that holds a word in either language. */
export function holds(key) {
  if (!WORDS[key]) throw new Error(`no such word: ${key}`);
  return new RegExp(`(${WORDS[key].map(escaped).join("|")})`);
}
