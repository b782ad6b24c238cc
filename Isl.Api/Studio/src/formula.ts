// The estimand as it would be printed.
import type { Estimand } from './api';
import { h } from './dom';

function p(of: readonly string[], given: readonly string[]): (Node | string)[] {
  return ['P', h('span', { class: 'fence' }, '('), h('i', {}, of.join(', ')), ...(given.length > 0 ? [' | ', h('i', {}, given.join(', '))] : []), h('span', { class: 'fence' }, ')')];
}

function parts(estimand: Estimand): (Node | string)[] {
  if ('p' in estimand) {
    return p(estimand.p.of, estimand.p.given);
  }
  if ('sum' in estimand) {
    return [h('span', { class: 'sum' }, '∑', h('sub', {}, estimand.sum.over.join(', '))), ...parts(estimand.sum.of)];
  }
  if ('product' in estimand) {
    return estimand.product.flatMap((one, i) => [i === 0 ? '' : ' ', ...('sum' in one ? ['[', ...parts(one), ']'] : parts(one))]);
  }
  return [h('span', { class: 'fraction' }, h('span', {}, ...parts(estimand.quotient.num)), h('span', {}, ...parts(estimand.quotient.den)))];
}

/** The formula, term by term; lines may break between terms. */
export function formulaOf(treatments: readonly string[], outcomes: readonly string[], estimand: Estimand): (Node | string)[] {
  return ['P(', h('i', {}, outcomes.join(', ')), ' | do(', h('i', {}, treatments.join(', ')), ')) = ', ...parts(estimand)];
}
