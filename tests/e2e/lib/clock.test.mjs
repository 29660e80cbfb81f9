// The benchmark's arithmetic, without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { quantile } from "./clock.mjs";

test("a quantile is one of the samples", () => {
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.equal(quantile([5], 0.95), 5);
  assert.equal(quantile([...Array(100).keys()], 0.95), 95);
});
