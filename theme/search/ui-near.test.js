import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './ui-near.js';

const THEMES = ['为老服务', '红色物业', '网格管理', 'Care of the elderly'].map((label) => ({ label }));

test('names that share most with what was typed come first, others not at all', () => {
  assert.deepEqual(nearest('物业服务费', THEMES, 4).map((theme) => theme.label), ['为老服务', '红色物业']);
  assert.deepEqual(nearest('ELDERLY people', THEMES, 4).map((theme) => theme.label), ['Care of the elderly']);
  assert.deepEqual(nearest('火星', THEMES, 4), []);
  assert.deepEqual(nearest('', THEMES, 4), []);
});
