// The forms that stand over the screens, and how each is opened: for the checks that hold everywhere.

import { begins, dialog, drawn, go, is, openCustomer, row, section, unfold } from "./app.mjs";

/** Opens the first customer there is and returns the address of its page. */
export async function withCustomer(page) {
  await go(page, "#/customers");
  await openCustomer(page, await row(page, 0).getByRole("link").first().innerText());
  return new URL(page.url()).hash;
}

/** Presses the button of that name, unfolds what opens, and waits until it is drawn. */
async function press(page, key) {
  await page.getByRole("main").getByRole("button", { name: is(key) }).first().click();
  await dialog(page).waitFor();
  await unfold(page);
  await drawn(page);
}

/** Opens each form by its name; `customer` is the address of a customer's page. */
export const FORMS = {
  record: async (page, customer) => {
    await go(page, customer);
    await press(page, "record");
  },
  customer: async (page) => {
    await go(page, "#/customers");
    await press(page, "addCustomer");
  },
  edit: async (page, customer) => {
    await go(page, customer);
    await press(page, "edit");
  },
  contact: async (page, customer) => {
    await go(page, customer);
    await press(page, "addContact");
  },
  rights: async (page, customer) => {
    await go(page, customer);
    await section(page, "peopleAndRoles").getByRole("listitem").getByRole("button", { name: /^(编辑|Edit) / }).first().click();
    await dialog(page).getByRole("button", { name: is("rightsOpen") }).click();
    await dialog(page).getByRole("heading", { name: is("rightsPreview") }).waitFor();
    await drawn(page);
  },
  order: async (page, customer) => {
    await go(page, customer);
    await press(page, "addOrder");
  },
  need: async (page, customer) => {
    await go(page, customer);
    await press(page, "addNeed");
  },
  feedback: async (page, customer) => {
    await go(page, customer);
    await page.getByRole("button", { name: is("feedbackTitle") }).click();
    await press(page, "addFeedback");
  },
  summary: async (page, customer) => {
    // Another tab of the page may be open; left and come back to, it shows the timeline.
    await go(page, "#/customers");
    await go(page, customer);
    await page.getByRole("button", { name: begins("summaryMake") }).first().click();
    await dialog(page).waitFor();
    await drawn(page);
  },
  capture: async (page, customer) => {
    await go(page, customer);
    await press(page, "captureOpen");
  },
  profile: async (page, customer) => {
    await go(page, customer);
    await page.getByRole("button", { name: is("tabData") }).click();
    await press(page, "editMasterData");
  },
  plan: async (page, customer) => {
    await go(page, customer);
    await page.getByRole("button", { name: is("tabPlans") }).click();
    await press(page, "planByHand");
  },
  lock: async (page) => {
    await go(page, "#/settings");
    await press(page, "lockSet");
  },
  batch: async (page) => {
    await go(page, "#/customers");
    await row(page, 0).getByRole("checkbox").check();
    await press(page, "batchRecord");
  },
  manyRecords: async (page) => {
    await go(page, "#/lists/contacts");
    await row(page, 0).getByRole("checkbox").check();
    await press(page, "bulkEdit");
  },
  watch: async (page, customer) => {
    await go(page, customer);
    await page.getByRole("button", { name: is("tabPlans") }).click();
    await press(page, "watchEdit");
  },
  contract: async (page, customer) => {
    await go(page, customer);
    await page.getByRole("button", { name: is("tabPlans") }).click();
    await press(page, "contractAdd");
  },
  file: async (page, customer) => {
    await go(page, customer);
    await page.getByRole("button", { name: is("tabFiles"), exact: true }).click();
    const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    const picture = { name: "1.png", mimeType: "image/png", buffer: Buffer.from(dot, "base64") };
    const files = section(page, "filesTitle");
    await files.locator('input[type="file"]').setInputFiles(picture);
    await files.getByRole("row").getByRole("button", { name: /1\.png/ }).first().click();
    await dialog(page).getByRole("img").waitFor();
    await drawn(page);
  },
  buyerType: async (page) => {
    await go(page, "#/settings");
    await press(page, "typeAdd");
  },
  person: async (page) => {
    await go(page, "#/settings");
    await press(page, "addPerson");
  },
  erase: async (page) => {
    await go(page, "#/data");
    await press(page, "erase");
  },
};

/** Leaves the open form, in which nothing was typed. */
export async function closeForm(page) {
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
}
